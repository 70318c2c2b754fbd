import { useState } from 'react'
import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { EventDetail } from '@core/contract/events'
import { now } from '@/platform/clock'
import { confirm, open, toast, vibrate } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { request } from '@/sync/calls'
import { useQuery, type Query } from '@/sync/use-query'

export interface EventModel {
  query: Query<EventDetail>
  now: Instant
  busy: boolean
  /** Why the last thing did not work. */
  problem: AppError | null
  enroll(): Promise<void>
  leave(): Promise<void>
}

/** One event by its public code, and what I can do with it. `loggedIn`: consent has been given as well. */
export function useEvent(code: string | null, loggedIn: boolean): EventModel {
  const query = useQuery(code === null ? null : 'events.get', { code: code ?? undefined })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)

  async function act(work: () => Promise<void>): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : new AppError('server_error')
      if (error.code === 'not_logged_in' || error.code === 'consent_needed') open(routes.login())
      else setProblem(error)
    } finally {
      // Right or wrong: what is shown afterwards is the truth of the server.
      await query.reload()
      setBusy(false)
    }
  }

  async function enroll(): Promise<void> {
    const event = query.data
    if (!event) return
    if (!loggedIn) {
      open(routes.login())
      return
    }
    await act(async () => {
      await request('events.enroll', { eventId: event.id })
      vibrate()
      toast('报上了，到时候见')
    })
  }

  async function leave(): Promise<void> {
    const event = query.data
    if (!event || busy) return
    const text = event.free === null ? '以后想来还可以再报' : '位子会马上让给别人，想回来要看还有没有空位'
    if (!(await confirm({ title: '不去了？', text, ok: '取消报名', danger: true }))) return
    await act(async () => {
      await request('events.leave', { eventId: event.id })
      toast('已取消，位子让出来了')
    })
  }

  return { query, now: now(), busy, problem, enroll, leave }
}
