import { useState } from 'react'
import type { Hosts, HostYear } from '@core/contract/sessions'
import { dayOf } from '@core/rules/shared/calendar'
import { now } from '@/platform/clock'
import { useQuery, type Query } from '@/sync/use-query'

export interface Hosting {
  /** Everybody who may receive for the organization, with their public cards. */
  hosts: Query<Hosts>
  /** My next duties, and this year. */
  current: Query<HostYear>
  /** What I have done in the year chosen. */
  chosen: Query<HostYear>
  /** This year and the one before, which people still write reports about. */
  years: readonly number[]
  year: number
  chooseYear(year: number): void
  reload(): Promise<unknown>
}

/** What the page of a host asks for. `orgId`: null while nobody is logged in as an officer. */
export function useHosting(orgId: string | null): Hosting {
  const thisYear = Number(dayOf(now()).slice(0, 4))
  const [year, chooseYear] = useState(thisYear)
  const hosts = useQuery(orgId === null ? null : 'sessions.hosts', { orgId: orgId ?? '' })
  const current = useQuery(orgId === null ? null : 'sessions.hostYear', { year: thisYear })
  const chosen = useQuery(orgId === null ? null : 'sessions.hostYear', { year })
  return {
    hosts,
    current,
    chosen,
    years: [thisYear, thisYear - 1],
    year,
    chooseYear,
    reload: () => Promise.all([hosts.reload(), current.reload()]),
  }
}
