/** Sessions for tests: one of three slots with a place each, the coming Saturday at nine. */
import type { MyBooking, MySession, MySessionWaiting, SessionCard, SessionDetail, SessionOffer, Slot } from '@core/contract/sessions'
import { HOUR_MS, instantOf } from '@core/rules/shared/calendar'

export const NINE = instantOf('2026-11-28', '09:00')
/** When the last evening begins: people are asked whether they come. */
export const EVENING_BEFORE = instantOf('2026-11-27', '18:30')

export function sessionOf(more: Partial<SessionCard> = {}): SessionCard {
  return {
    id: 's1',
    code: 'AAAAAAAAAA',
    orgId: 'o1',
    orgName: '县团委',
    homeId: 'h1',
    homeName: '县青年中心',
    host: { id: 'p1', name: '林书记', post: '团县委副书记', helpsWith: '就业创业、住房补贴' },
    substitute: false,
    startsAt: NINE,
    endsAt: NINE + 3 * HOUR_MS,
    cancelReason: null,
    places: 3,
    free: 2,
    waitingCount: 0,
    mine: null,
    ...more,
  }
}

/** The `no`th slot of an hour. */
export function slotOf(no: number, more: Partial<Slot> = {}): Slot {
  return { no, startsAt: NINE + (no - 1) * HOUR_MS, endsAt: NINE + no * HOUR_MS, places: 1, free: 1, ...more }
}

/** The first slot is taken, two are free. */
export function detailOf(more: Partial<SessionDetail> = {}): SessionDetail {
  return {
    ...sessionOf(more),
    address: '文昌路 6 号',
    slots: [slotOf(1, { free: 0 }), slotOf(2), slotOf(3)],
    booking: null,
    waiting: null,
    refusal: null,
    freeCancelUntil: null,
    askComing: false,
    mayReceive: false,
    ...more,
  }
}

/** My booking of the second slot. */
export function bookingOf(more: Partial<MyBooking> = {}): MyBooking {
  return {
    sessionId: 's1',
    slotNo: 2,
    startsAt: NINE + HOUR_MS,
    endsAt: NINE + 2 * HOUR_MS,
    state: 'booked',
    topic: 'work',
    question: '青年人才公寓怎么申请？',
    anonymous: false,
    comingAt: null,
    late: false,
    explained: false,
    excused: false,
    caseId: null,
    ...more,
  }
}

export const FULL: Partial<SessionDetail> = { free: 0, slots: [1, 2, 3].map((no) => slotOf(no, { free: 0 })) }

/** My place in the line: second. */
export function waitingOf(more: Partial<MySessionWaiting> = {}): MySessionWaiting {
  return {
    state: 'waiting',
    position: 2,
    slotNo: null,
    startsAt: null,
    offeredUntil: null,
    topic: 'life',
    question: '',
    anonymous: false,
    ...more,
  }
}

/** My booking as a line of my own list. */
export function mineOf(more: Partial<MySession> = {}): MySession {
  const { sessionId, slotNo, startsAt, endsAt, state, topic, question, late, explained, excused } = bookingOf()
  return {
    ...{ sessionId, slotNo, startsAt, endsAt, state, topic, question, late, explained, excused },
    ...{ code: 'AAAAAAAAAA', homeName: '县青年中心', hostName: '林书记' },
    ...more,
  }
}

/** A slot that is kept for me. */
export function offerOf(more: Partial<SessionOffer> = {}): SessionOffer {
  return {
    ...{ sessionId: 's1', code: 'AAAAAAAAAA', homeName: '县青年中心', hostName: '林书记' },
    ...{ startsAt: NINE + HOUR_MS, endsAt: NINE + 2 * HOUR_MS, offeredUntil: NINE },
    ...more,
  }
}
