/** How a rhythm is spoken of: the time since the last, and the last day for the next. Days of the calendar in UTC+8. */
import type { Instant } from '@core/contract/common'
import type { Clock } from '@core/contract/homes'
import { dayName, dayOf, dayStart } from '../shared/calendar'
import { daysBetween } from '../shared/days'

/** `离上次 52 天，11月12日 周四前要办，还有 9 天` */
export function clockSentence(clock: Pick<Clock, 'lastAt' | 'daysSince' | 'dueOn' | 'state'>, now: Instant): string {
  const since = clock.lastAt === null ? '还没办过' : clock.daysSince === 0 ? '今天刚办过' : `离上次 ${clock.daysSince} 天`
  const left = daysBetween(dayOf(now), clock.dueOn)
  const due = dayName(dayStart(clock.dueOn), now)
  if (clock.state === 'overdue') return `${since}，晚了 ${-left} 天`
  if (left === 0) return `${since}，今天是最后一天`
  return clock.state === 'soon' ? `${since}，${due}前要办，还有 ${left} 天` : `${since}，下次在${due}前`
}
