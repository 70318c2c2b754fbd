import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Pressable } from './pressable'

test('a finger, Enter and Space press it', async () => {
  const press = jest.fn()
  render(<Pressable onPress={press}>报名</Pressable>)
  await userEvent.click(screen.getByRole('button', { name: '报名' }))
  await userEvent.keyboard('{Tab}')
  screen.getByRole('button').focus()
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard(' ')
  expect(press).toHaveBeenCalledTimes(3)
})

test('what is switched off is not pressed, is not walked to, and says so', async () => {
  const press = jest.fn()
  render(
    <Pressable disabled onPress={press}>
      已满员
    </Pressable>,
  )
  const button = screen.getByRole('button')
  await userEvent.click(button)
  fireEvent.keyDown(button, { key: 'Enter' })
  expect(press).not.toHaveBeenCalled()
  expect(button).toHaveAttribute('tabindex', '-1')
  expect(button).toHaveAttribute('aria-disabled', 'true')
})

test('a button on a card that can be pressed does not open the card', async () => {
  const openCard = jest.fn()
  const press = jest.fn()
  render(
    <Pressable label='卡片' onPress={openCard}>
      <Pressable onPress={press}>打开大屏</Pressable>
    </Pressable>,
  )
  const button = screen.getByRole('button', { name: '打开大屏' })
  await userEvent.click(button)
  button.focus()
  await userEvent.keyboard('{Enter}')
  expect(press).toHaveBeenCalledTimes(2)
  expect(openCard).not.toHaveBeenCalled()
})

test('an id that nobody gave is not written', () => {
  const { container } = render(<Pressable>看看</Pressable>)
  expect(container.querySelector('[id]')).toBeNull()
})
