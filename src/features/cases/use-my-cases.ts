import { useState } from 'react'
import { usePages, type Pages } from '@/sync/use-pages'

export interface MyCasesModel {
  when: 'open' | 'done'
  setWhen(when: 'open' | 'done'): void
  pages: Pages<'cases.mine'>
}

/** My own cases, those that are followed still or those that have an end. */
export function useMyCases(loggedIn: boolean): MyCasesModel {
  const [when, setWhen] = useState<'open' | 'done'>('open')
  const pages = usePages(loggedIn ? 'cases.mine' : null, { when, limit: 20 })
  return { when, setWhen, pages }
}
