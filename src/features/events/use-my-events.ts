import { useState } from 'react'
import { usePages, type Pages } from '@/sync/use-pages'

export interface MyEventsModel {
  when: 'coming' | 'past'
  setWhen(when: 'coming' | 'past'): void
  pages: Pages<'events.mine'>
}

/** My own events, those to come or those that were. */
export function useMyEvents(loggedIn: boolean): MyEventsModel {
  const [when, setWhen] = useState<'coming' | 'past'>('coming')
  const pages = usePages(loggedIn ? 'events.mine' : null, { when, limit: 10 })
  return { when, setWhen, pages }
}
