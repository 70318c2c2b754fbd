import { useState } from 'react'
import type { PlannedSession } from '@core/contract/sessions'
import { choose, open, toast } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { request } from '@/sync/calls'
import { useDoing, type Doing } from '@/sync/use-doing'
import { WAY_NAMES, type PlanWay } from './plan-rows'

/** What is being done about a session, on a sheet. */
export interface PlanStep {
  what: Extract<PlanWay, 'change_host' | 'swap' | 'move' | 'cancel'>
  session: PlannedSession
}

export interface PlanWork extends Pick<Doing, 'busy' | 'problem' | 'forget'> {
  step: PlanStep | null
  /** Does one thing, or opens the sheet on which it is said how. */
  take(session: PlannedSession, way: PlanWay): void
  /** Asks which thing, on the phone's own sheet. */
  chooseWay(session: PlannedSession, ways: readonly PlanWay[]): Promise<void>
  close(): void
  giveTo(session: PlannedSession, host: { id: string; name: string }): Promise<void>
  swap(session: PlannedSession, other: PlannedSession): Promise<void>
  move(session: PlannedSession, to: { homeId: string; startsAt: number; reason: string }): Promise<void>
  cancel(session: PlannedSession, reason: string): Promise<void>
}

/** Changes single sessions; the rest of the rota stays. `reload` brings the plan as the server has it. */
export function usePlan(reload: () => Promise<unknown>): PlanWork {
  const { busy, problem, act, forget } = useDoing(reload)
  const [step, setStep] = useState<PlanStep | null>(null)

  function begin(next: PlanStep | null) {
    forget()
    setStep(next)
  }

  /** The sheet goes with the thing that was done; where it was refused it stays, with the reason. */
  const done = (said: string, work: () => Promise<unknown>) =>
    act(async () => {
      await work()
      setStep(null)
      toast(said)
    })

  function take(session: PlannedSession, way: PlanWay) {
    if (way === 'reception') open(routes.reception(session.id))
    else if (way !== 'take_over') begin({ what: way, session })
    else void done('改由你接待，约了的人会知道', () => request('sessions.takeOver', { sessionId: session.id, hostId: null }))
  }

  return {
    busy,
    problem,
    forget,
    step,
    take,
    async chooseWay(session, ways) {
      const index = await choose(ways.map((way) => WAY_NAMES[way]))
      const way = index === null ? undefined : ways[index]
      if (way) take(session, way)
    },
    close: () => begin(null),
    giveTo: (session, { id, name }) =>
      done(`改由${name}接待，约了的人会知道`, () => request('sessions.takeOver', { sessionId: session.id, hostId: id })),
    swap: (session, other) => done('换好了，两位都会知道', () => request('sessions.swap', { sessionId: session.id, otherId: other.id })),
    move: (session, to) => done('改好了，约了的人会知道', () => request('sessions.move', { sessionId: session.id, ...to })),
    cancel: (session, reason) => done('取消了，约了的人会知道', () => request('sessions.cancel', { sessionId: session.id, reason })),
  }
}
