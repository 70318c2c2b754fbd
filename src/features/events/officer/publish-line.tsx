import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { instantOf, dayName, dayOf, DAY_MS } from '@core/rules/shared/calendar'
import { PickerField } from '@/components/picker-field/picker-field'
import { semantics } from '@/components/pressable/semantics'
import { now } from '@/platform/clock'
import type { FormMoment } from './publish-form'
import './publish-parts.css'

/** Something of the form that has no field around it, with what is wrong under it. */
export function Line({ error, children }: { error?: string; children: ReactNode }) {
  return (
    <View>
      {children}
      {error && <Wrong>{error}</Wrong>}
    </View>
  )
}

/** What is wrong, in a sentence. */
export function Wrong({ children }: { children: ReactNode }) {
  return (
    <View className='publish__wrong' {...semantics({ role: 'alert' })}>
      {children}
    </View>
  )
}

/** A day of the coming year, from today on. */
export function DayPicker({ id, label, day, onChange }: { id: string; label: string; day: string; onChange(day: string): void }) {
  return (
    <PickerField
      id={id}
      label={label}
      mode='date'
      selected={day}
      value={dayName(instantOf(day, '12:00'), now())}
      start={dayOf(now())}
      end={dayOf(now() + 365 * DAY_MS)}
      onChange={(chosen) => onChange(String(chosen))}
    />
  )
}

/** A clock time. `text` is how it is said, where not as it stands. */
export function ClockPicker(props: { id: string; label: string; clock: string; text?: string; onChange(clock: string): void }) {
  const { id, label, clock, text = clock, onChange } = props
  return <PickerField id={id} label={label} mode='time' selected={clock} value={text} onChange={(chosen) => onChange(String(chosen))} />
}

/** A day and a clock time: `<id>-day`, `<id>-clock`. */
export function MomentPickers(props: { id: string; label: string; moment: FormMoment; onChange(moment: FormMoment): void }) {
  const { id, label, moment, onChange } = props
  return (
    <>
      <DayPicker id={`${id}-day`} label={`${label}的日期`} day={moment.day} onChange={(day) => onChange({ ...moment, day })} />
      <ClockPicker id={`${id}-clock`} label={`${label}的时间`} clock={moment.clock} onChange={(clock) => onChange({ ...moment, clock })} />
    </>
  )
}
