/** Events for tests: one with six places left that starts in two hours. */
import type { EventCard, EventDetail, MyPart } from '@core/contract/events'
import { clockFake } from '@/platform/clock/fake'

const HOUR = 3_600_000
export const NO_PART: MyPart = { enrollment: null, signedInAt: null, signedOutAt: null, pending: false, proposedLeftAt: null }

export function cardOf(more: Partial<EventCard> = {}): EventCard {
  return {
    id: 'e1',
    code: '0123456789',
    title: '社区旧物改造工作坊',
    category: 'volunteer',
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
export function detailOf(more: Partial<Omit<EventDetail, 'mine'>> = {}, mine: Partial<MyPart> = {}): EventDetail {
  const card = cardOf(more)
  return {
    summary: '带一件闲置的东西来',
    contact: '小周',
    orgName: '东关街道团工委',
    address: '和平路 18 号',
    signOut: true,
    dropIn: false,
    signInOpensAt: card.startsAt - HOUR / 2,
    signInClosesAt: card.endsAt,
    signOutClosesAt: card.endsAt + HOUR,
    cancelReason: null,
    enrolledCount: 24,
    mayManage: false,
    ...card,
    ...more,
    mine: { ...NO_PART, ...mine },
  }
}
