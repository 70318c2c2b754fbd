import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Button } from '../button/button'
import { Sheet } from './sheet'

function Page({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <>
      <Button id='opener'>几点走的</Button>
      <Sheet id='leave' open={open} title='补一条离开时间' onClose={onClose}>
        <Button id='inside'>提交</Button>
      </Sheet>
    </>
  )
}

test('it takes the focus when it opens and gives it back when it closes', () => {
  const { rerender } = render(<Page open={false} onClose={() => undefined} />)
  screen.getByRole('button', { name: '几点走的' }).focus()
  rerender(<Page open onClose={() => undefined} />)
  expect(screen.getByRole('dialog', { name: '补一条离开时间' })).toHaveFocus()
  rerender(<Page open={false} onClose={() => undefined} />)
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByRole('button', { name: '几点走的' })).toHaveFocus()
})

test('the cross, the ground and Esc close it, a press inside does not', async () => {
  const close = jest.fn()
  const { container } = render(<Page open onClose={close} />)
  await userEvent.click(screen.getByRole('button', { name: '提交' }))
  expect(close).not.toHaveBeenCalled()
  await userEvent.click(screen.getByRole('button', { name: '关闭' }))
  await userEvent.click(container.querySelector('.sheet')!)
  screen.getByRole('dialog').focus()
  await userEvent.keyboard('{Escape}')
  expect(close).toHaveBeenCalledTimes(3)
})
