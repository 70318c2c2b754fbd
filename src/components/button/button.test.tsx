import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Button } from './button'

test('while its work is under way it takes no second press', async () => {
  const press = jest.fn()
  const { rerender } = render(
    <Button id='enroll' onPress={press}>
      我要报名
    </Button>,
  )
  await userEvent.click(screen.getByRole('button', { name: '我要报名' }))
  rerender(
    <Button id='enroll' busy onPress={press}>
      我要报名
    </Button>,
  )
  await userEvent.click(screen.getByRole('button', { name: '我要报名' }))
  expect(press).toHaveBeenCalledTimes(1)
})

test('its icon is not read aloud', () => {
  render(<Button icon='scan'>扫码签到</Button>)
  expect(screen.getByRole('button', { name: '扫码签到' }).querySelector('.icon')).toHaveAttribute('aria-hidden', 'true')
})
