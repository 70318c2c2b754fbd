import { useState } from 'react'
import type { Instant } from '@core/contract/common'
import type { SessionCard } from '@core/contract/sessions'
import { dayOf } from '@core/rules/shared/calendar'
import { now } from '@/platform/clock'
import { usePages, type Pages } from '@/sync/use-pages'

export interface SessionList {
  /** Null: of every home. */
  homeId: string | null
  narrow(homeId: string | null): void
  pages: Pages<'sessions.list'>
  now: Instant
}

const PART = 20

/** The sessions to come, of one home or of all. */
export function useSessionList(): SessionList {
  const [homeId, narrow] = useState<string | null>(null)
  const pages = usePages('sessions.list', { ...(homeId === null ? {} : { homeId }), limit: PART })
  return { homeId, narrow, pages, now: now() }
}

/** Sessions by the day they begin on, in their order. */
export function byDay(sessions: readonly SessionCard[]): { day: string; sessions: SessionCard[] }[] {
  const days: { day: string; sessions: SessionCard[] }[] = []
  for (const session of sessions) {
    const day = dayOf(session.startsAt)
    const last = days[days.length - 1]
    if (last?.day === day) last.sessions.push(session)
    else days.push({ day, sessions: [session] })
  }
  return days
}
