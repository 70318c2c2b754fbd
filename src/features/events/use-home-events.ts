import type { EventCard, MyEvent } from '@core/contract/events'
import { useQuery, type Query } from '@/sync/use-query'

/** What the home page shows of events: mine that come (only of whoever is logged in), and the next anybody can go to. */
export function useHomeEvents(loggedIn: boolean): {
  mine: Query<{ items: MyEvent[]; next: string | null }>
  week: Query<{ items: EventCard[]; next: string | null }>
} {
  const mine = useQuery(loggedIn ? 'events.mine' : null, { when: 'coming', limit: 5 })
  const week = useQuery('events.list', { limit: 5 })
  return { mine, week }
}
