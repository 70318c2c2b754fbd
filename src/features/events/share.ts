import type { EventDetail } from '@core/contract/events'
import type { Instant } from '@core/contract/common'
import { spanName } from '@core/rules/shared/calendar'
import { routes } from '@/platform/navigation/routes'

/** The card that goes into a chat: the event by its name and time, or the list where it is not known yet. */
export function shareCard(event: EventDetail | null, now: Instant): { title: string; path: string } {
  if (!event) return { title: '青年有约：附近的活动', path: routes.events() }
  return { title: `${event.title}｜${spanName(event.startsAt, event.endsAt, now)}`, path: routes.event(event.code) }
}

/** The same as text, where there are no cards. */
export function shareText(event: EventDetail, now: Instant): string {
  return `${event.title}\n${spanName(event.startsAt, event.endsAt, now)}\n${event.homeName}（${event.address}）`
}
