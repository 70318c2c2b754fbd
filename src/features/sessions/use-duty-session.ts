import { useEffect, useState } from 'react'
import type { Instant } from '@core/contract/common'
import type { MyBooking, SessionCard, SessionDetail, Slot } from '@core/contract/sessions'
import { remember } from '@/platform/calendar/remember'
import { confirm, open, toast, vibrate } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { request } from '@/sync/calls'
import { useDoing, type Doing } from '@/sync/use-doing'
import { useMoment } from '@/sync/use-moment'
import { useQuery, type Query } from '@/sync/use-query'
import { calendarEntry } from './calendar-entry'
import { forgetMatter, useMatter, writeMatter, type Matter } from './matter'
import { hasOffer } from './stage'
import { cancelCost } from './words'

/** How an address names a session: by its public code, or by its id. */
export interface SessionAddress {
  code?: string
  sessionId?: string
}

/** What is being filled in: which slot, and what I come with. */
export interface BookingForm {
  /** The chosen slot as it stands now; null where none is, or where it was lost meanwhile. */
  slot: Slot | null
  matter: Matter
  chooseSlot(no: number): void
  write(part: Partial<Matter>): void
}

export interface DutySessionModel extends Doing {
  query: Query<SessionDetail>
  now: Instant
  /** The coming sessions of the same home, this one among them. */
  siblings: readonly SessionCard[]
  /** Looks at another session on this page. */
  look(sessionId: string): void
  form: BookingForm
  /** A booking or an offer stands, and another slot or other words are being chosen for it. */
  changing: boolean
  change(): void
  /** What stands is left as it is. */
  keep(): void
  /** The sheet for why I did not come is open. */
  explaining: boolean
  askWhy(open: boolean): void
  book(): Promise<void>
  wait(): Promise<void>
  stopWaiting(): Promise<void>
  /** Takes my booking back; asked once, with what it costs. */
  cancel(): Promise<void>
  explain(text: string): Promise<void>
  remember(): Promise<void>
  /** Somebody else’s answer was what was wanted: nothing needs to be booked, or said. */
  found(): void
}

/** An offer runs out by the minute: its time left is drawn anew so often. */
const OFFER_TICK_MS = 10_000
const SIBLINGS = 12

/** One session, and what I can do with it. `loggedIn`: consent has been given as well. */
export function useDutySession(address: SessionAddress, loggedIn: boolean): DutySessionModel {
  const [looked, setLooked] = useState<string | null>(null)
  const { code, sessionId } = looked === null ? address : { code: undefined, sessionId: looked }
  const query = useQuery('sessions.get', sessionId ? { sessionId } : { code })
  const session = query.data
  const siblings = useQuery(session ? 'sessions.list' : null, { homeId: session?.homeId, limit: SIBLINGS })
  const doing = useDoing(() => Promise.all([query.reload(), siblings.reload()]))
  const [slotNo, setSlotNo] = useState<number | null>(null)
  const [changing, setChanging] = useState(false)
  /** The words of a booking while they are changed; those of a new one are kept as a draft. */
  const [changed, setChanged] = useState<Matter | null>(null)
  const [explaining, setExplaining] = useState(false)
  const draft = useMatter()
  const matter = changed ?? draft

  const offeredUntil = session?.waiting?.state === 'offered' ? session.waiting.offeredUntil : null
  const now = useMoment(offeredUntil === null ? null : OFFER_TICK_MS)
  const offered = session?.waiting ? hasOffer(session.waiting, now) : false
  const { reload } = query
  // When an offer runs out while it is looked at, the server says what has become of it.
  useEffect(() => {
    if (offeredUntil !== null && !offered) void reload()
  }, [offeredUntil, offered, reload])

  const slot = session?.slots.find((one) => one.no === slotNo && mayChoose(one, session.booking, now)) ?? null

  function write(part: Partial<Matter>): void {
    if (changed === null) writeMatter(part)
    else setChanged({ ...changed, ...part })
  }

  function chooseSlot(no: number): void {
    doing.forget()
    setSlotNo(no)
  }

  function keep(): void {
    doing.forget()
    setChanging(false)
    setChanged(null)
    setSlotNo(null)
  }

  function change(): void {
    const booking = bookedOf(session)
    doing.forget()
    setChanging(true)
    setSlotNo(booking?.slotNo ?? null)
    setChanged(booking && { topic: booking.topic, question: booking.question, anonymous: booking.anonymous })
  }

  function look(other: string): void {
    if (other === session?.id) return
    keep()
    setLooked(other)
  }

  /** The session, where somebody is logged in; else the way to the log-in. */
  function sessionForMe(): SessionDetail | null {
    if (session && !loggedIn) open(routes.login())
    return loggedIn ? session : null
  }

  async function book(): Promise<void> {
    const wanted = sessionForMe()
    if (!wanted || slot === null || matter.topic === null) return
    const { topic, question, anonymous } = matter
    await doing.act(async () => {
      await request('sessions.book', { sessionId: wanted.id, slotNo: slot.no, topic, question: question.trim(), anonymous })
      const had = bookedOf(wanted) !== null
      if (!had) forgetMatter()
      keep()
      vibrate()
      toast(had ? '改好了' : '约好了，到时候见')
    })
  }

  async function wait(): Promise<void> {
    const wanted = sessionForMe()
    if (!wanted || matter.topic === null) return
    const { topic, question, anonymous } = matter
    await doing.act(async () => {
      const { waiting } = await request('sessions.wait', { sessionId: wanted.id, topic, question: question.trim(), anonymous })
      vibrate()
      toast(waiting?.position ? `排队第 ${waiting.position} 位` : '在排队了')
    })
  }

  async function stopWaiting(): Promise<void> {
    if (!session || doing.busy) return
    const sure = await confirm({ title: '不排了？', text: '以后想来，要从后面重新排', ok: '不排了', danger: true })
    if (!sure) return
    await doing.act(async () => {
      await request('sessions.stopWaiting', { sessionId: session.id })
      toast('已退出排队')
    })
  }

  async function cancel(): Promise<void> {
    if (!session || doing.busy) return
    const text = cancelCost(session.freeCancelUntil, now)
    if (!(await confirm({ title: '取消预约？', text, ok: '取消预约', danger: true }))) return
    await doing.act(async () => {
      await request('sessions.cancelBooking', { sessionId: session.id })
      toast('已取消，位子让出来了')
    })
  }

  async function explain(text: string): Promise<void> {
    if (!session) return
    await doing.act(async () => {
      await request('sessions.explain', { sessionId: session.id, text: text.trim() })
      setExplaining(false)
      toast('收到了，看过会告诉你')
    })
  }

  function askWhy(asked: boolean): void {
    doing.forget()
    setExplaining(asked)
  }

  function found(): void {
    write({ question: '' })
    toast(changing ? '能帮上就好。这一场留着，也可以取消' : '能帮上就好。想聊别的再约')
  }

  async function rememberSession(): Promise<void> {
    if (session) await remember(calendarEntry(session))
  }

  return {
    ...doing,
    ...{ query, now, siblings: siblings.data?.items ?? [], look },
    ...{ form: { slot, matter, chooseSlot, write }, changing, change, keep },
    ...{ explaining, askWhy, book, wait, stopWaiting, cancel, explain, remember: rememberSession, found },
  }
}

/** Whether a slot can be chosen: it has not begun, and has a place, be it the one that I have. */
export function mayChoose(slot: Slot, booking: MyBooking | null, now: Instant): boolean {
  if (now >= slot.startsAt) return false
  return slot.free > 0 || (booking?.state === 'booked' && booking.slotNo === slot.no)
}

/** My booking that is still ahead; null where there is none. */
function bookedOf(session: SessionDetail | null): MyBooking | null {
  return session?.booking?.state === 'booked' ? session.booking : null
}
