import { useState } from 'react'
import { usePages, type Pages } from '@/sync/use-pages'

export interface MySessionsModel {
  when: 'coming' | 'past'
  setWhen(when: 'coming' | 'past'): void
  pages: Pages<'sessions.mine'>
}

/** My own bookings, those to come or those that were. */
export function useMySessions(loggedIn: boolean): MySessionsModel {
  const [when, setWhen] = useState<'coming' | 'past'>('coming')
  const pages = usePages(loggedIn ? 'sessions.mine' : null, { when, limit: 20 })
  return { when, setWhen, pages }
}
