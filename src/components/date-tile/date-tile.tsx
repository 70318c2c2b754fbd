import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import { dayNumberOf, monthNameOf, weekdayOf } from '@core/rules/shared/calendar'
import { classes, given } from '../classes'
import { semantics } from '../pressable/semantics'
import './date-tile.css'

export interface DateTileProps {
  id?: string
  className?: string
  at: Instant
}

/** The day, as a leaf of a calendar (UTC+8). */
export function DateTile({ id, className, at }: DateTileProps) {
  const label = `${monthNameOf(at)}${dayNumberOf(at)}日 ${weekdayOf(at)}`
  return (
    <View {...given({ id })} className={classes('date-tile', className)} {...semantics({ role: 'img', label })}>
      <View className='date-tile__day'>{dayNumberOf(at)}</View>
      <View className='date-tile__weekday'>{weekdayOf(at)}</View>
    </View>
  )
}
