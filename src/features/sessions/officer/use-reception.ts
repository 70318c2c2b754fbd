import { useEffect, useState } from 'react'
import type { Reception, ReceptionLine, Topic } from '@core/contract/sessions'
import { every } from '@/platform/clock'
import { isOnline, onNetworkChange } from '@/platform/network'
import { confirm, toast, vibrate } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { useDoing, type Doing } from '@/sync/use-doing'
import { useQuery, type Query } from '@/sync/use-query'
import type { ReceptionStep } from './reception-lines'

/** How often the list is asked for while it is looked at: people sign in by the code and change their bookings. */
const REFRESH_MS = 15_000
/** While the code is held up, the host waits to see that it worked. */
const CODE_REFRESH_MS = 4_000

/** What is open over the list. `pass`: of somebody who was scanned and has not booked. */
export type ReceptionSheet =
  { what: 'code' } | { what: 'scan' } | { what: 'walk_in'; pass: string | null } | { what: 'finish'; line: ReceptionLine }

/** Somebody without a booking: by the pass they show, or by the name they give. */
export interface Guest {
  pass: string | null
  name: string | null
  topic: Topic
  question: string
}

/** To whom somebody's matter goes that could not be answered on the spot. `dueOn` null: in seven working days. */
export interface HandOver {
  orgId: string
  dueOn: string | null
}

export interface ReceptionModel extends Pick<Doing, 'busy' | 'problem' | 'forget'> {
  sessionId: string
  query: Query<Reception>
  sheet: ReceptionSheet | null
  show(sheet: ReceptionSheet | null): void
  /** Takes the next step with somebody; the last one asks for a record first. */
  step(line: ReceptionLine, step: ReceptionStep): void
  finish(line: ReceptionLine, record: string): Promise<void>
  /** 转办: it becomes a case, with the record as a note among officers. */
  handOver(line: ReceptionLine, record: string, to: HandOver): Promise<void>
  excuse(line: ReceptionLine): Promise<void>
  walkIn(guest: Guest): Promise<void>
}

/** The reception of a session, asked for again and again while `shown`. */
export function useReception(sessionId: string, shown: boolean): ReceptionModel {
  const query = useQuery('sessions.reception', { sessionId })
  const { reload } = query
  const { busy, problem, act, forget } = useDoing(reload)
  const [sheet, setSheet] = useState<ReceptionSheet | null>(null)

  const everyMs = sheet?.what === 'code' ? CODE_REFRESH_MS : REFRESH_MS
  useEffect(() => {
    if (!shown) return
    const ask = () => void (isOnline() ? reload() : undefined)
    const stopTimer = every(everyMs, ask)
    const stopListening = onNetworkChange(ask)
    return () => {
      stopTimer()
      stopListening()
    }
  }, [shown, everyMs, reload])

  function show(next: ReceptionSheet | null) {
    forget()
    setSheet(next)
  }

  return {
    busy,
    problem,
    forget,
    sessionId,
    query,
    sheet,
    show,
    step(line, step) {
      const { bookingId } = line
      if (step === 'finish') show({ what: 'finish', line })
      else
        void act(async () => {
          await request(step === 'check_in' ? 'sessions.checkIn' : 'sessions.start', { sessionId, bookingId })
          vibrate()
        })
    },
    finish: ({ bookingId }, record) =>
      act(async () => {
        await request('sessions.finish', { sessionId, bookingId, record: record.trim() })
        setSheet(null)
        toast('办完了')
      }),
    handOver: ({ bookingId }, record, { orgId, dueOn }) =>
      act(async () => {
        await request('cases.handOver', { sessionId, bookingId, record: record.trim(), orgId, dueOn })
        setSheet(null)
        toast('转办了，TA 看得到在谁手里')
      }),
    async excuse({ bookingId, name }) {
      if (!(await confirm({ title: '不算失约？', text: `${name}这次不再计入失约，TA 会收到消息。`, ok: '不算' }))) return
      await act(async () => {
        await request('sessions.excuse', { sessionId, bookingId })
        toast('这次不算')
      })
    },
    walkIn: (guest) =>
      act(async () => {
        const { name } = await request('sessions.walkIn', { sessionId, ...guest })
        setSheet(null)
        toast(`${name}登记好了`)
      }),
  }
}
