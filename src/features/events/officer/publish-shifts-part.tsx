import { View } from '@tarojs/components'
import { clockOf, dayOf } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Field } from '@/components/field/field'
import { Stepper } from '@/components/stepper/stepper'
import { TextInput } from '@/components/text-input/text-input'
import { PLACES_MAX, SHIFTS_MAX, formSpan, shiftSpan, withOneMoreShift, withShift, type FormShift } from './publish-form'
import { ClockPicker, Line } from './publish-line'
import type { EventFormModel } from './use-event-form'
import './publish-parts.css'

/** Parts of the event with their own times and places; most events have none. */
export function ShiftsPart({ model: { form, errors, change } }: { model: EventFormModel }) {
  return (
    <Card className='publish__card'>
      <View className='publish__row publish__row--low'>
        <View className='publish__label'>
          {form.shifts.length > 0 ? '班次' : '分班次'}
          <View className='publish__lead'>{form.shifts.length > 0 ? '报名时选一个，时长按班次算' : '比如上午、下午各一班'}</View>
        </View>
        {form.shifts.length < SHIFTS_MAX && (
          <Button id='add-shift' kind='plain' size='s' icon='plus' onPress={() => change(withOneMoreShift(form))}>
            加一班
          </Button>
        )}
      </View>
      {form.shifts.map((shift, index) => (
        <ShiftLines
          key={index}
          id={`shift-${index + 1}`}
          shift={shift}
          unlimited={form.unlimited}
          endText={endText(form, shift)}
          onChange={(part) => change(withShift(form, index, part))}
        />
      ))}
      {errors.shifts && <Line error={errors.shifts}>{null}</Line>}
    </Card>
  )
}

function endText(form: EventFormModel['form'], shift: FormShift): string {
  const { to } = shiftSpan(form, shift)
  return `${dayOf(to) === dayOf(formSpan(form).startsAt) ? '' : '次日 '}${clockOf(to)}`
}

interface ShiftLinesProps {
  id: string
  shift: FormShift
  unlimited: boolean
  endText: string
  /** What changed of it; null: it goes. */
  onChange(part: Partial<FormShift> | null): void
}

function ShiftLines({ id, shift, unlimited, endText: end, onChange }: ShiftLinesProps) {
  return (
    <View id={id} className='publish__shift'>
      <Field label='班次名'>
        <TextInput id={`${id}-label`} value={shift.label} maxLength={20} onChange={(label) => onChange({ label })} />
      </Field>
      <ClockPicker id={`${id}-from`} label='开始' clock={shift.from} onChange={(from) => onChange({ from })} />
      <ClockPicker id={`${id}-to`} label='结束' clock={shift.to} text={end} onChange={(to) => onChange({ to })} />
      {!unlimited && (
        <View className='publish__row'>
          <View className='publish__label'>名额</View>
          <Stepper
            id={`${id}-places`}
            label={`${shift.label}的名额`}
            unit=' 人'
            value={shift.places}
            min={1}
            max={PLACES_MAX}
            onChange={(places) => onChange({ places })}
          />
        </View>
      )}
      <Button id={`${id}-remove`} className='publish__without' kind='quiet' size='s' icon='trash' onPress={() => onChange(null)}>
        去掉这一班
      </Button>
    </View>
  )
}
