import { View } from '@tarojs/components'
import { LONGEST_SERIES } from '@core/rules/events/series'
import { dayName, instantOf } from '@core/rules/shared/calendar'
import { classes } from '@/components/classes'
import { PickerField } from '@/components/picker-field/picker-field'
import { Pressable } from '@/components/pressable/pressable'
import { Segments } from '@/components/segments/segments'
import { Stepper } from '@/components/stepper/stepper'
import { SwitchField } from '@/components/switch-field/switch-field'
import { now } from '@/platform/clock'
import { withException, withRhythm, type FormSeries } from './publish-form'
import { DayPicker, Line } from './publish-line'
import { rhythmName, seriesPreview, type SeriesDay } from './publish-series'
import type { EventFormModel } from './use-event-form'
import './publish-parts.css'

const RHYTHMS = ['once', 'week', 'two_weeks', 'month'] as const

/** Whether it comes again, until when, and each of its days: pressed, a day is left out or put back. */
export function SeriesPart({ model: { form, errors, change } }: { model: EventFormModel }) {
  const { series } = form
  const names = RHYTHMS.map((every) => (every === 'once' ? '只办这一场' : rhythmName(every, form.day)))
  const chosen = RHYTHMS.indexOf(series?.every ?? 'once')
  return (
    <>
      <Line error={series ? undefined : errors.series}>
        <PickerField
          id='publish-series'
          label='重复'
          mode='selector'
          range={names}
          selected={chosen}
          value={names[chosen]!}
          onChange={(index) => change(withRhythm(form, RHYTHMS[Number(index)] ?? 'once'))}
        />
      </Line>
      {series && (
        <View className='publish__series'>
          <End series={series} onChange={(part) => change({ ...form, series: { ...series, ...part } })} />
          <Days model={{ form, change }} error={errors.series} />
        </View>
      )}
    </>
  )
}

function End({ series, onChange }: { series: FormSeries; onChange(part: Partial<FormSeries>): void }) {
  return (
    <>
      <Segments
        id='series-ends'
        items={[
          { key: 'count', label: '办几场' },
          { key: 'until', label: '办到哪天' },
        ]}
        value={series.ends}
        onChange={(ends) => onChange({ ends })}
        label='到什么时候为止'
      />
      {series.ends === 'count' ? (
        <View className='publish__row'>
          <View className='publish__label'>一共</View>
          <Stepper
            id='series-count'
            label='场数'
            unit=' 场'
            value={series.count}
            min={2}
            max={LONGEST_SERIES}
            onChange={(count) => onChange({ count })}
          />
        </View>
      ) : (
        <DayPicker id='series-until' label='最晚到' day={series.until} onChange={(until) => onChange({ until })} />
      )}
      <SwitchField
        id='series-skip-holidays'
        label='避开法定节假日'
        value={series.skipHolidays}
        onChange={(skipHolidays) => onChange({ skipHolidays })}
      />
    </>
  )
}

function Days({ model: { form, change }, error }: { model: Pick<EventFormModel, 'form' | 'change'>; error?: string }) {
  const preview = seriesPreview(form)
  if (!preview) return null
  const homes = form.alsoHomes.length > 0 ? `（${1 + form.alsoHomes.length} 个青年之家）` : ''
  return (
    <Line error={error}>
      <View id='series-days' className='publish__days'>
        <View className='publish__lead'>
          {preview.days.length > 0 ? `会发布 ${preview.events} 场${homes}。不办的那天点一下` : `一次最多 ${LONGEST_SERIES} 场`}
        </View>
        <View className='publish__chips'>
          {preview.days.map((day) => (
            <DayChip key={day.day} day={day} onPress={() => change(withException(form, day.day))} />
          ))}
        </View>
      </View>
    </Line>
  )
}

function DayChip({ day, onPress }: { day: SeriesDay; onPress(): void }) {
  const name = dayName(instantOf(day.day, '12:00'), now())
  const why = day.crossedOut ? '不办' : day.holiday
  // A day that is left out as a holiday is brought back by the switch above, for all of them.
  return (
    <Pressable
      id={`series-${day.day}`}
      className={classes('publish__chip', !day.held && 'publish__chip--off')}
      role='checkbox'
      checked={day.held}
      disabled={!day.held && !day.crossedOut}
      label={why ? `${name}，${why}` : name}
      onPress={onPress}
    >
      <View className='publish__chip-day'>{name}</View>
      {why && <View className='publish__chip-why'>{why}</View>}
    </Pressable>
  )
}
