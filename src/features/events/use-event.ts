import { useEffect, useState } from 'react'
import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { EventDetail, WaitingMode } from '@core/contract/events'
import { momentName } from '@core/rules/shared/moments'
import { remember } from '@/platform/calendar/remember'
import { choose, confirm, open, toast, vibrate } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { request } from '@/sync/calls'
import { useDoing, type Doing } from '@/sync/use-doing'
import { useMoment } from '@/sync/use-moment'
import { useQuery, type Query } from '@/sync/use-query'
import { calendarEntry } from './calendar-entry'
import { hasOffer } from './stage'

/** How an address names an event: by its public code, or by its id. */
export interface EventAddress {
  code?: string
  eventId?: string
}

/** What I want of an event; kept while something about it is asked of me. */
export type Wish = { to: 'enroll'; shift: number | null } | { to: 'wait'; shift: number | null; mode: WaitingMode }

/** What is asked of me in a sheet before it can go on. */
export type Asking =
  { about: 'shift' } | { about: 'birth_month'; wish: Wish } | { about: 'leave' } | { about: 'lots' } | { about: 'objection' }

export interface EventModel extends Doing {
  query: Query<EventDetail>
  now: Instant
  asking: Asking | null
  ask(asking: Asking | null): void
  /** Enrolls, for a shift where one is named; asks which where there are several. */
  enroll(shift?: number): Promise<void>
  /** Joins the line; asks 「有位自动报上」 or 「先问我」. */
  wait(shift?: number): Promise<void>
  /** Waits on at the same place, the other way. */
  changeWaiting(): Promise<void>
  stopWaiting(): Promise<void>
  /** Keeps the month of birth and goes on with what it was asked for. `2008-03`. */
  tellBirthMonth(birthMonth: string): Promise<void>
  /** 取消报名 or 请假; asked once. */
  leave(): Promise<void>
  /** 请假, with a word where there is one. */
  takeLeave(reason: string): Promise<void>
  object(text: string): Promise<void>
  remember(): Promise<void>
}

/** An offer runs out by the minute: its time left is drawn anew so often. */
const OFFER_TICK_MS = 10_000
const MODES: readonly { mode: WaitingMode; text: string }[] = [
  { mode: 'auto', text: '有位自动报上' },
  { mode: 'ask', text: '先问我' },
]

/** One event, and what I can do with it. `loggedIn`: consent has been given as well. */
export function useEvent({ code, eventId }: EventAddress, loggedIn: boolean): EventModel {
  const query = useQuery(code || eventId ? 'events.get' : null, eventId ? { eventId } : { code })
  const doing = useDoing(query.reload)
  const [asking, setAsking] = useState<Asking | null>(null)
  const event = query.data
  const offeredUntil = event?.mine.waiting?.state === 'offered' ? event.mine.waiting.offeredUntil : null
  const now = useMoment(offeredUntil === null ? null : OFFER_TICK_MS)
  const offered = event?.mine.waiting ? hasOffer(event.mine.waiting, now) : false
  const { reload } = query
  // When an offer runs out while it is looked at, the server says what has become of it.
  useEffect(() => {
    if (offeredUntil !== null && !offered) void reload()
  }, [offeredUntil, offered, reload])

  /** What was said about the thing before does not stand above the next. */
  function ask(about: Asking | null): void {
    doing.forget()
    setAsking(about)
  }

  /** The event, where somebody is logged in; else the way to the log-in. */
  function eventForMe(): EventDetail | null {
    if (event && !loggedIn) open(routes.login())
    return loggedIn ? event : null
  }

  async function go(wish: Wish): Promise<void> {
    const wanted = eventForMe()
    if (!wanted) return
    if (wanted.mine.refusal === 'age_unknown') ask({ about: 'birth_month', wish })
    else await doing.act(() => attempt(wanted, wish))
  }

  async function attempt(wanted: EventDetail, wish: Wish): Promise<void> {
    try {
      await (wish.to === 'enroll' ? takePlace(wanted, wish.shift, now) : joinLine(wanted, wish))
      setAsking(null)
    } catch (thrown) {
      const ageUnknown = thrown instanceof AppError && thrown.code === 'age_unknown'
      setAsking(ageUnknown ? { about: 'birth_month', wish } : null)
      if (!ageUnknown) throw thrown
    }
  }

  async function enroll(shift?: number): Promise<void> {
    const wanted = eventForMe()
    if (!wanted) return
    if (wanted.shifts.length > 0 && shift === undefined) ask({ about: 'shift' })
    else await go({ to: 'enroll', shift: shift ?? null })
  }

  async function wait(shift?: number): Promise<void> {
    const wanted = eventForMe()
    if (!wanted || doing.busy) return
    if (wanted.shifts.length > 0 && shift === undefined) return ask({ about: 'shift' })
    const chosen = await choose(MODES.map(({ text }) => text))
    const mode = MODES[chosen ?? -1]?.mode
    if (mode) await go({ to: 'wait', shift: shift ?? null, mode })
  }

  async function changeWaiting(): Promise<void> {
    const waiting = event?.mine.waiting
    if (waiting) await go({ to: 'wait', shift: waiting.shift, mode: waiting.mode === 'auto' ? 'ask' : 'auto' })
  }

  async function stopWaiting(): Promise<void> {
    if (!event || doing.busy) return
    const sure = await confirm({ title: '退出候补？', text: '以后想来，要从后面重新排', ok: '退出', danger: true })
    if (!sure) return
    await doing.act(async () => {
      await request('events.stopWaiting', { eventId: event.id })
      toast('已退出候补')
    })
  }

  async function tellBirthMonth(birthMonth: string): Promise<void> {
    if (!event || asking?.about !== 'birth_month') return
    const { wish } = asking
    await doing.act(async () => {
      await request('people.saveBirthMonth', { birthMonth })
      await attempt(event, wish)
    })
  }

  async function leave(): Promise<void> {
    if (!event || doing.busy) return
    if (event.mine.leaveNeedsWord && event.mine.enrollment === 'enrolled') return ask({ about: 'leave' })
    if (!(await confirm(leaveQuestion(event)))) return
    await doing.act(async () => {
      await request('events.leave', { eventId: event.id })
      toast(event.mine.enrollment === 'applied' ? '不抽了，已取消' : '已取消，位子让出来了')
    })
  }

  async function takeLeave(reason: string): Promise<void> {
    if (!event) return
    await doing.act(async () => {
      await request('events.leave', { eventId: event.id, reason: reason.trim() })
      setAsking(null)
      toast('已请假，谢谢说一声')
    })
  }

  async function object(text: string): Promise<void> {
    if (!event) return
    await doing.act(async () => {
      await request('events.object', { eventId: event.id, text: text.trim() })
      setAsking(null)
      toast('收到了，有答复会告诉你')
    })
  }

  async function rememberEvent(): Promise<void> {
    if (event) await remember(calendarEntry(event))
  }

  const waitingWays = { wait, changeWaiting, stopWaiting }
  return { ...doing, query, now, asking, ask, enroll, ...waitingWays, tellBirthMonth, leave, takeLeave, object, remember: rememberEvent }
}

async function takePlace(event: EventDetail, shift: number | null, now: Instant): Promise<void> {
  const { state } = await request('events.enroll', { eventId: event.id, ...(shift === null ? {} : { shift }) })
  vibrate()
  const drawn = event.enrollUntil === null ? '' : `，${momentName(event.enrollUntil, now)} 截止后抽`
  toast(state === 'applied' ? `报上了${drawn}` : '报上了，到时候见')
}

async function joinLine({ id }: EventDetail, { shift, mode }: { shift: number | null; mode: WaitingMode }): Promise<void> {
  const { enrollment, waiting } = await request('events.wait', { eventId: id, mode, ...(shift === null ? {} : { shift }) })
  vibrate()
  if (enrollment === 'enrolled') toast('刚好有空位，报上了')
  else toast(waiting?.position ? `候补第 ${waiting.position} 位` : '在候补了')
}

function leaveQuestion({ free, mine }: EventDetail): Parameters<typeof confirm>[0] {
  if (mine.enrollment === 'applied') return { title: '不抽了？', text: '截止前想来还可以再报', ok: '不抽了', danger: true }
  const text = free === null ? '以后想来还可以再报' : '位子会马上让给别人，想回来要看还有没有空位'
  return { title: '不去了？', text, ok: '取消报名', danger: true }
}
