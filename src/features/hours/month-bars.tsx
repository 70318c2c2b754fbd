import { View } from '@tarojs/components'
import type { MyHours } from '@core/contract/hours'
import { hoursText } from '@core/rules/shared/amounts'
import { Bars } from '@/components/bars/bars'
import { Card } from '@/components/card/card'
import './month-bars.css'

/** The last twelve months, in hours. Nothing where nothing was served. */
export function MonthBars({ months }: { months: MyHours['months'] }) {
  if (months.every(({ minutes }) => minutes === 0)) return null
  return (
    <Card>
      <View className='month-bars__title'>近 12 个月（小时）</View>
      <Bars
        id='hours-months'
        label='近 12 个月的志愿时长'
        items={months.map(({ month, minutes }) => ({ label: String(Number(month.slice(5))), value: minutes, text: hoursText(minutes) }))}
      />
    </Card>
  )
}
