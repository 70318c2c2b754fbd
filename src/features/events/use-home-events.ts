import type { Instant } from '@core/contract/common'
import type { EventCard, MyEvent } from '@core/contract/events'
import { dayOf } from '@core/rules/shared/calendar'
import { useQuery, type Query } from '@/sync/use-query'

/** An offer for an event that is far away comes first all the same: it has to be among those that are asked for. */
const MINE = 20

/** What the home page shows of events: mine that come (only of whoever is logged in), and the next anybody can go to. */
export function useHomeEvents(loggedIn: boolean): {
  mine: Query<{ items: MyEvent[]; next: string | null }>
  week: Query<{ items: EventCard[]; next: string | null }>
} {
  const mine = useQuery(loggedIn ? 'events.mine' : null, { when: 'coming', limit: MINE })
  const week = useQuery('events.list', { limit: 5 })
  return { mine, week }
}

/** The line under the greeting: what is on today, or that something is on at all. */
export function todayLine(events: readonly EventCard[] | undefined, now: Instant): string {
  const today = (events ?? []).filter((event) => dayOf(event.startsAt) === dayOf(now))
  const [first] = today
  if (!first) return events && events.length > 0 ? '最近的活动都在下面，挑一场去' : '找一场活动，认识一群人'
  const sameHome = today.every((event) => event.homeId === first.homeId)
  return `今天${sameHome ? first.homeName : ''}有 ${today.length} 场活动`
}
