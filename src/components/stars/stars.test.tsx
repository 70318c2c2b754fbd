import { useState } from 'react'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Chips } from '../chips/chips'
import { Stars } from './stars'

test('stars are one choice of five, by name and by press', async () => {
  function Giving() {
    const [value, setValue] = useState(0)
    return <Stars value={value} onChange={setValue} label='评分' />
  }
  render(<Giving />)
  await userEvent.click(screen.getByRole('radio', { name: '4 星' }))
  expect(screen.getByRole('radio', { name: '4 星' })).toBeChecked()
  expect(document.querySelectorAll('.icon--star-filled')).toHaveLength(4)
})

test('stars that only show are one picture with a name', () => {
  render(<Stars value={3} label='我的评分' />)
  expect(screen.getByRole('img', { name: '我的评分 3 星' })).toBeInTheDocument()
  expect(screen.queryByRole('radio')).toBeNull()
})

test('of words several can hold, and each can be taken back', async () => {
  function Choosing() {
    const [value, setValue] = useState<('a' | 'b')[]>(['a'])
    const items = [
      { key: 'a', label: '有收获' },
      { key: 'b', label: '太长了' },
    ] as const
    return <Chips items={items} value={value} onChange={setValue} label='感受' />
  }
  render(<Choosing />)
  await userEvent.click(screen.getByRole('checkbox', { name: '太长了' }))
  expect(screen.getAllByRole('checkbox', { checked: true })).toHaveLength(2)
  await userEvent.click(screen.getByRole('checkbox', { name: '有收获' }))
  expect(screen.getByRole('checkbox', { name: '有收获' })).not.toBeChecked()
})
