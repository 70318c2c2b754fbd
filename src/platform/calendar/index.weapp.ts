import Taro from '@tarojs/taro'
import type { CalendarEntry } from '@core/rules/shared/ics'
import { withPermission } from '../permission/ask-again'
import type { CalendarOutcome } from './types'

const SECOND_MS = 1000
const QUESTION = { title: '加不进日历', text: '手机日历的权限没打开。去设置里打开「添加到日历」，再回来就好', ok: '去设置' }

/** WeChat counts in seconds, and takes the end as text. */
export async function addToCalendar(entry: CalendarEntry): Promise<CalendarOutcome> {
  const { title, startsAt, endsAt, location, description, url, alarmMinutes } = entry
  const outcome = await withPermission('scope.addPhoneCalendar', QUESTION, () =>
    Taro.addPhoneCalendar({
      title,
      startTime: Math.floor(startsAt / SECOND_MS),
      endTime: String(Math.floor(endsAt / SECOND_MS)),
      location,
      // Its calendar has no place for a link.
      description: [description, url].filter(Boolean).join('\n'),
      alarm: alarmMinutes !== null,
      alarmOffset: (alarmMinutes ?? 0) * 60,
    }),
  )
  return outcome === 'done' ? 'added' : outcome
}
