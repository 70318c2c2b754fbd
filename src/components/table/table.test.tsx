import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Table } from './table'

const ROWS = [
  { id: '1', name: '李晓雨', minutes: 184 },
  { id: '2', name: '王旭', minutes: 570 },
]

test('a row shows its fields in the order of the columns and is opened by a press', async () => {
  const open = jest.fn()
  render(
    <Table
      id='lines'
      label='时长'
      columns={[
        { key: 'name', title: '志愿者' },
        { key: 'minutes', title: '时长', render: (row) => `${row.minutes} 分钟` },
      ]}
      rows={ROWS}
      rowKey='id'
      onRow={open}
    />,
  )
  const [head, first] = within(screen.getByRole('table', { name: '时长' })).getAllByRole('row')
  expect(
    within(head!)
      .getAllByRole('columnheader')
      .map((cell) => cell.textContent),
  ).toEqual(['志愿者', '时长'])
  expect(
    within(first!)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['李晓雨', '184 分钟'])
  await userEvent.click(screen.getByText('王旭'))
  expect(open).toHaveBeenCalledWith(ROWS[1])
})
