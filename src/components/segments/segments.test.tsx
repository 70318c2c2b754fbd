import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Segments } from './segments'

const ITEMS = [
  { key: 'mine', label: '等我核实', count: 12 },
  { key: 'posted', label: '已入账' },
] as const

test('one of the words is chosen, and another one answers its key', async () => {
  const change = jest.fn()
  render(<Segments id='stage' items={ITEMS} value='mine' onChange={change} />)
  expect(screen.getByRole('tab', { name: '等我核实 12' })).toHaveAttribute('aria-selected', 'true')
  expect(screen.getByRole('tab', { name: '已入账' })).toHaveAttribute('aria-selected', 'false')
  await userEvent.click(screen.getByRole('tab', { name: '已入账' }))
  expect(change).toHaveBeenCalledWith('posted')
})
