import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { Me } from '@core/contract/people'
import { hourOf } from '@core/rules/shared/calendar'
import { Mark } from '@/components/mark/mark'
import './greeting.css'

/** 「早上好，晓雨」: by the hour in UTC+8; whoever is not logged in is welcome too. */
export function Greeting({ me, now, line }: { me: Me | null; now: Instant; line: string }) {
  const word = greetingOf(hourOf(now))
  return (
    <View className='greeting'>
      <Mark size={44} />
      <View className='greeting__words'>
        <View id='greeting' className='greeting__hello'>
          {me ? `${word}，${givenName(me.name)}` : `${word}，欢迎你`}
        </View>
        <View className='greeting__line'>{line}</View>
      </View>
    </View>
  )
}

export function greetingOf(hour: number): string {
  if (hour < 5) return '夜深了'
  if (hour < 9) return '早上好'
  if (hour < 12) return '上午好'
  if (hour < 14) return '中午好'
  if (hour < 18) return '下午好'
  return '晚上好'
}

/** What officers and teachers are called after their family name; not a given name, though it is as long as one. */
const TITLE = /(?:书记|老师|主任)$/

/** How one is called by friends: three Chinese characters lose the family name, everything else stays (林书记 too). */
export function givenName(name: string): string {
  const whole = name.trim()
  return /^[\u4e00-\u9fff]{3}$/.test(whole) && !TITLE.test(whole) ? whole.slice(1) : whole
}
