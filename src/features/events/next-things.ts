import type { Instant } from '@core/contract/common'
import type { MyEvent } from '@core/contract/events'
import { asksComing } from '@core/rules/events/enrolling'
import { hasOffer } from './stage'

/** One of my own events, and whether I am asked 「来 / 不来了」. */
export interface NextThingOfMine extends MyEvent {
  asked: boolean
}

/** So many things of mine that wait for a word stand on 首页; the others are in 我的. */
const MOST_QUESTIONS = 3

/**
 * What stands first on 首页, from my events that come, soonest first: places kept for me, the shortest-lived first; events
 * of tomorrow that I was asked about; and the first of the others, or the one that is going on.
 */
export function nextThings(mine: readonly MyEvent[], now: Instant): NextThingOfMine[] {
  const mineNow = mine
    .filter(({ event, mine: part }) => event.status === 'published' && part.signedOutAt === null)
    .map((each) => ({ ...each, asked: isAsked(each, now) }))
  const offers = mineNow.filter(({ mine: { waiting } }) => waiting !== null && hasOffer(waiting, now))
  offers.sort((one, other) => one.mine.waiting!.offeredUntil! - other.mine.waiting!.offeredUntil!)
  const asked = mineNow.filter((each) => each.asked)
  const questions = [...offers, ...asked].slice(0, MOST_QUESTIONS)
  const next = mineNow.find((each) => !questions.includes(each))
  // Where something is going on, it is not pushed away by a question about tomorrow.
  if (next && (questions.length === 0 || next.mine.signedInAt !== null)) return [...questions, next]
  return questions
}

function isAsked({ event, mine }: MyEvent, now: Instant): boolean {
  return mine.enrollment === 'enrolled' && mine.signedInAt === null && mine.comingAt === null && asksComing(event, now)
}
