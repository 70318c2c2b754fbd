/** How an officer's lists speak of an event at a moment. Pure. */
import type { Instant } from '@core/contract/common'
import type { ManagedEvent } from '@core/contract/events'
import { clockOf, dayName, spanName } from '@core/rules/shared/calendar'

/** Where an event stands, in a word and a colour. */
export interface Standing {
  word: string
  tone: 'red' | 'gold' | 'green' | 'blue' | 'grey'
}

export function standingOf(event: ManagedEvent, now: Instant): Standing {
  if (event.status === 'in_review') return { word: '等上级审核', tone: 'gold' }
  if (event.status === 'draft') return { word: '退回了', tone: 'red' }
  if (event.status === 'cancelled') return { word: '已取消', tone: 'grey' }
  if (event.status === 'closed') {
    return event.pendingCount > 0 ? { word: `补送 ${event.pendingCount}`, tone: 'gold' } : { word: '已完结', tone: 'grey' }
  }
  if (now >= event.endsAt) return { word: '待完结', tone: 'red' }
  if (now >= event.startsAt) return { word: '进行中', tone: 'green' }
  return event.arrivedCount > 0 ? { word: '签到中', tone: 'green' } : { word: '还没开始', tone: 'blue' }
}

/** Whether an event is over and waits to be closed. */
export function waitsToClose(event: ManagedEvent, now: Instant): boolean {
  return event.status === 'published' && now >= event.endsAt
}

/** `到场 18 / 25`, or without enrollment `到场 18`. */
export function arrivedText(event: ManagedEvent): string {
  return event.enrolledCount > 0 ? `到场 ${event.arrivedCount} / ${event.enrolledCount}` : `到场 ${event.arrivedCount}`
}

/** `今天 14:00–17:00 · 东关青年之家` */
export function whenAndWhere(event: ManagedEvent, now: Instant): string {
  return `${spanName(event.startsAt, event.endsAt, now)} · ${event.homeName}`
}

/** `报名 12 / 30`, `报名 12，不限名额` */
export function enrolledText(event: ManagedEvent): string {
  return event.places === null ? `报名 ${event.enrolledCount}，不限名额` : `报名 ${event.enrolledCount} / ${event.places}`
}

/** `昨天 17:00 结束` */
export function endedText(event: ManagedEvent, now: Instant): string {
  return `${dayName(event.endsAt, now)} ${clockOf(event.endsAt)} 结束`
}
