import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import { monthOf } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Notice } from '@/components/notice/notice'
import { PickerField } from '@/components/picker-field/picker-field'
import { Sheet } from '@/components/sheet/sheet'
import './event-sheets.css'

const MONTHS = Array.from({ length: 12 }, (_, index) => `${index + 1} 月`)
/** Whoever comes to a youth home is younger than this. */
const OLDEST = 100
/** Where the wheel of years stands at first. */
const USUAL_AGE = 18

export interface BirthMonthSheetProps {
  /** What the event asks, in words: 「14–35 岁」. */
  ages: string
  now: Instant
  busy: boolean
  /** Why the last try did not work. */
  problem: string | null
  /** Gets `2008-03`. */
  onTell: (birthMonth: string) => void
  onClose: () => void
}

/** Asked once, and only where an event has an age. Two pickers: not every browser has one for a month. */
export function BirthMonthSheet({ ages, now, busy, problem, onTell, onClose }: BirthMonthSheetProps) {
  const [year, setYear] = useState(USUAL_AGE)
  const [month, setMonth] = useState<number | null>(null)
  const thisYear = Number(monthOf(now).slice(0, 4))
  const years = Array.from({ length: OLDEST }, (_, index) => thisYear - index)
  const chosen = month === null ? null : `${years[year]}-${String(month + 1).padStart(2, '0')}`
  return (
    <Sheet id='birth-month' open title='你是哪年哪月出生的？' onClose={onClose}>
      <View className='event-sheet'>
        <View className='event-sheet__text'>{`这场活动面向 ${ages}。只用来核对年龄，填一次就够`}</View>
        <View className='event-sheet__fields'>
          <PickerField
            id='birth-year'
            label='年'
            mode='selector'
            value={`${years[year]} 年`}
            range={years.map((each) => `${each} 年`)}
            selected={year}
            onChange={(index) => setYear(Number(index))}
          />
          <PickerField
            id='birth-month-picker'
            label='月'
            mode='selector'
            value={month === null ? '' : MONTHS[month]!}
            range={MONTHS}
            selected={month ?? undefined}
            onChange={(index) => setMonth(Number(index))}
          />
        </View>
        {problem && (
          <Notice id='birth-month-problem' tone='red' icon='alert'>
            {problem}
          </Notice>
        )}
        <Button
          id='birth-month-submit'
          busy={busy}
          disabled={chosen === null || chosen > monthOf(now)}
          onPress={() => chosen && onTell(chosen)}
        >
          填好了，继续
        </Button>
      </View>
    </Sheet>
  )
}
