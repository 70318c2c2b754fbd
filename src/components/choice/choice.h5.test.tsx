import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Choice } from './choice.h5'

test('the browser’s own list is chosen from by name', async () => {
  const change = jest.fn()
  render(
    <Choice id='category' label='类别' mode='selector' range={['学习社', '志愿服务']} selected={undefined} onChange={change}>
      请选择
    </Choice>,
  )
  await userEvent.selectOptions(screen.getByRole('combobox', { name: '类别' }), '志愿服务')
  expect(change).toHaveBeenCalledWith(1)
})

test('a day keeps its bounds, and emptying it changes nothing', () => {
  const change = jest.fn()
  render(
    <Choice label='日期' mode='date' selected='2026-11-21' start='2026-11-20' onChange={change}>
      11月21日
    </Choice>,
  )
  const day = screen.getByLabelText('日期')
  expect(day).toHaveAttribute('min', '2026-11-20')
  fireEvent.change(day, { target: { value: '' } })
  expect(change).not.toHaveBeenCalled()
  fireEvent.change(day, { target: { value: '2026-11-28' } })
  expect(change).toHaveBeenCalledWith('2026-11-28')
})
