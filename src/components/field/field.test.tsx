import { useState } from 'react'
import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { CheckLine } from '../check-line/check-line'
import { PickerField } from '../picker-field/picker-field'
import { Stepper } from '../stepper/stepper'
import { SwitchField } from '../switch-field/switch-field'
import { TextInput } from '../text-input/text-input'
import { Field } from './field'

function Title({ error }: { error?: string }) {
  const [title, setTitle] = useState('')
  return (
    <Field label='标题' hint='最多 40 个字' error={error}>
      <TextInput id='title' value={title} onChange={setTitle} maxLength={40} />
    </Field>
  )
}

test('what is filled in bears the name of its field', async () => {
  render(<Title />)
  await userEvent.type(screen.getByRole('textbox', { name: '标题' }), '旧物改造')
  expect(screen.getByRole('textbox')).toHaveValue('旧物改造')
  expect(screen.getByText('最多 40 个字')).toBeInTheDocument()
})

test('what is wrong takes the place of the hint and is said aloud', () => {
  render(<Title error='「标题」填得不对，改一下再提交' />)
  expect(screen.getByRole('alert')).toHaveTextContent('「标题」填得不对，改一下再提交')
  expect(screen.queryByText('最多 40 个字')).toBeNull()
})

test('a stepper stops at its ends', async () => {
  const change = jest.fn()
  const { rerender } = render(<Stepper id='places' label='名额' value={1} min={1} max={30} unit='人' onChange={change} />)
  await userEvent.click(screen.getByRole('button', { name: '名额减少' }))
  expect(change).not.toHaveBeenCalled()
  await userEvent.click(screen.getByRole('button', { name: '名额增加' }))
  expect(change).toHaveBeenLastCalledWith(2)
  rerender(<Stepper id='places' label='名额' value={28} min={1} max={30} step={5} onChange={change} />)
  await userEvent.click(screen.getByRole('button', { name: '名额增加' }))
  expect(change).toHaveBeenLastCalledWith(30)
})

test('a line to tick is pressed anywhere and says whether it is ticked', async () => {
  const change = jest.fn()
  render(<CheckLine label='不是本职工作' note='按志愿汇的通知' checked onChange={change} />)
  const box = screen.getByRole('checkbox', { name: '不是本职工作，按志愿汇的通知' })
  expect(box).toHaveAttribute('aria-checked', 'true')
  await userEvent.click(screen.getByText('按志愿汇的通知'))
  expect(change).toHaveBeenCalledWith(false)
})

test('a switch answers the other value', async () => {
  const change = jest.fn()
  render(<SwitchField id='large-text' label='关怀模式' value={false} onChange={change} />)
  await userEvent.click(screen.getByRole('switch', { name: '关怀模式' }))
  expect(change).toHaveBeenCalledWith(true)
})

test('a selector answers an index, a day answers its text', () => {
  const change = jest.fn()
  const { unmount } = render(<PickerField label='类别' mode='selector' range={['学习社', '志愿服务']} value='' onChange={change} />)
  expect(screen.getByText('请选择')).toBeInTheDocument()
  fireEvent.change(screen.getByTestId('picker'), { target: { value: '1' } })
  expect(change).toHaveBeenLastCalledWith(1)
  unmount()
  render(<PickerField label='日期' mode='date' value='11月21日' selected='2026-11-21' onChange={change} />)
  fireEvent.change(screen.getByTestId('picker'), { target: { value: '2026-11-28' } })
  expect(change).toHaveBeenLastCalledWith('2026-11-28')
})
