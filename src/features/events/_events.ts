/** Events for tests: one with six places left that starts in two hours. */
import type { EventCard, EventDetail, MyPart, MyWaiting, MyWholePart, Shift } from '@core/contract/events'
import { clockFake } from '@/platform/clock/fake'

const HOUR = 3_600_000
export const NO_PART: MyPart = {
  enrollment: null,
  shift: null,
  comingAt: null,
  signedInAt: null,
  signedOutAt: null,
  pending: false,
  proposedLeftAt: null,
  waiting: null,
}
export const NO_WHOLE_PART: MyWholePart = {
  ...NO_PART,
  refusal: null,
  askComing: false,
  leaveNeedsWord: false,
  mayLeave: false,
  mayRate: false,
  rating: null,
  mayObject: false,
  objection: null,
  behindUntil: null,
  enrolledAt: null,
}

export function cardOf(more: Partial<EventCard> = {}): EventCard {
  return {
    id: 'e1',
    code: '0123456789',
    title: '社区旧物改造工作坊',
    category: 'volunteer',
    categoryName: '志愿服务',
    cover: null,
    audience: 'open',
    byLots: false,
    homeId: 'h1',
    homeName: '东关青年之家',
    startsAt: clockFake.time + 2 * HOUR,
    endsAt: clockFake.time + 5 * HOUR,
    status: 'published',
    places: 30,
    free: 6,
    givesHours: true,
    creditModule: 'volunteer',
    creditHundredths: 25,
    ...more,
  }
}

/** `mine` is merged into no part at all. */
export function detailOf(more: Partial<Omit<EventDetail, 'mine'>> = {}, mine: Partial<MyWholePart> = {}): EventDetail {
  const card = cardOf(more)
  return {
    summary: '带一件闲置的东西来',
    contact: '小周',
    orgId: 'o1',
    orgName: '东关街道团工委',
    address: '和平路 18 号',
    signOut: true,
    dropIn: false,
    signInOpensAt: card.startsAt - HOUR / 2,
    signInClosesAt: card.endsAt,
    signOutClosesAt: card.endsAt + HOUR,
    cancelReason: null,
    enrolledCount: 24,
    waitingCount: 0,
    enrollFrom: null,
    enrollUntil: null,
    audienceOrgName: null,
    ageFrom: null,
    ageTo: null,
    walkIns: true,
    poster: false,
    firstTimerPercent: 0,
    lotsSeedHash: null,
    lotsSeed: null,
    drawnAt: null,
    shifts: [],
    seriesId: null,
    changedAt: null,
    closedAt: null,
    objectUntil: null,
    showcase: null,
    rating: null,
    version: 1,
    reviewNote: null,
    mayEdit: false,
    mayManage: false,
    ...card,
    ...more,
    mine: { ...NO_WHOLE_PART, ...mine },
  }
}

/** My place in the line: second, 「有位自动报上」. */
export function waitingOf(more: Partial<MyWaiting> = {}): MyWaiting {
  return { mode: 'auto', state: 'waiting', shift: null, position: 2, since: clockFake.time, offeredUntil: null, ...more }
}

/** A shift of an hour from the start of the event on. */
export function shiftOf(n: number, more: Partial<Shift> = {}): Shift {
  const from = clockFake.time + (1 + n) * HOUR
  return { n, label: `第${n}班`, from, to: from + HOUR, places: 10, free: 3, ...more }
}
