import type { EnrollmentState, EventDetail, MyWholePart, WaitingState } from '@core/contract/events'
import { clockFake } from '@/platform/clock/fake'
import { cardOf, detailOf, NO_PART, shiftOf, waitingOf } from './_events'
import { gainWords, placesWord } from './places'
import { hasOffer, partWord, stageOf, standingWord } from './stage'
import { todayLine } from './use-home-events'

const HOUR = 3_600_000
beforeEach(() => clockFake.reset())
const soon = () => detailOf()
const now = () => clockFake.time
const standsAt = (more: Partial<Omit<EventDetail, 'mine'>>, mine: Partial<MyWholePart> = {}, at = now()) =>
  stageOf(detailOf(more, mine), at)

describe('where I stand with an event', () => {
  it('is free to enroll while places are left, until it is over', () => {
    expect(stageOf(soon(), now())).toBe('open')
    expect(standsAt({ free: null, places: null })).toBe('open')
    expect(standsAt({ free: 0 })).toBe('full')
    expect(stageOf(soon(), soon().startsAt + HOUR)).toBe('open')
    expect(stageOf(soon(), soon().endsAt)).toBe('over')
    expect(standsAt({ status: 'closed' })).toBe('over')
    expect(standsAt({ status: 'cancelled' })).toBe('cancelled')
  })

  it('has no line any more once it has begun', () => {
    expect(standsAt({ free: 0 }, {}, soon().startsAt - 1)).toBe('full')
    expect(standsAt({ free: 0 }, {}, soon().startsAt)).toBe('no_place')
  })

  it.each(['draft', 'in_review'] as const)('is nobody’s business while it is %s', (status) => {
    expect(standsAt({ status })).toBe('unpublished')
  })

  it('waits for its window of enrolling, and has missed it after', () => {
    const window = { enrollFrom: now() + HOUR, enrollUntil: now() + HOUR + HOUR / 2 }
    expect(standsAt(window)).toBe('not_yet')
    expect(standsAt(window, {}, window.enrollFrom)).toBe('open')
    expect(standsAt(window, {}, window.enrollUntil)).toBe('late')
  })

  it.each(['not_for_you', 'age_not_fitting'])('is not for me after %s', (refusal) => {
    expect(standsAt({}, { refusal })).toBe('not_for_me')
  })

  it('is open to somebody whose age is not known yet: it will be asked', () => {
    expect(standsAt({}, { refusal: 'age_unknown' })).toBe('open')
  })

  it('is open as long as one of its shifts has a place and is not over', () => {
    const [first, second] = [shiftOf(1, { free: 0 }), shiftOf(2)]
    expect(standsAt({ free: 3, shifts: [first, second] })).toBe('open')
    expect(standsAt({ free: 0, shifts: [first, { ...second, free: 0 }] })).toBe('full')
    expect(standsAt({ free: 3, shifts: [shiftOf(1), { ...second, free: 0 }] }, {}, shiftOf(1).to)).toBe('no_place')
  })

  it('is free again after leaving', () => {
    expect(stageOf(detailOf({}, { enrollment: 'left' }), now())).toBe('open')
  })

  it('waits for the day once enrolled, signs in within the window, and has missed it after', () => {
    const enrolled = detailOf({ free: 0 }, { enrollment: 'enrolled' })
    expect(stageOf(enrolled, now())).toBe('enrolled')
    expect(stageOf(enrolled, enrolled.signInOpensAt - 1)).toBe('enrolled')
    expect(stageOf(enrolled, enrolled.signInOpensAt)).toBe('sign_in')
    expect(stageOf(enrolled, enrolled.endsAt - 1)).toBe('sign_in')
    expect(stageOf(enrolled, enrolled.endsAt)).toBe('missed')
  })

  it('is asked whether I come, until I say so or can sign in', () => {
    const asked = detailOf({}, { enrollment: 'enrolled', askComing: true })
    expect(stageOf(asked, now())).toBe('ask_coming')
    expect(stageOf({ ...asked, mine: { ...asked.mine, comingAt: now() } }, now())).toBe('enrolled')
    expect(stageOf(asked, asked.signInOpensAt)).toBe('sign_in')
  })

  it('signs out while that is possible, and has forgotten it after', () => {
    const here = detailOf({}, { enrollment: 'attended', signedInAt: soon().startsAt })
    expect(stageOf(here, here.startsAt + HOUR)).toBe('sign_out')
    expect(stageOf(here, here.signOutClosesAt)).toBe('sign_out')
    expect(stageOf(here, here.signOutClosesAt + 1)).toBe('forgot')
    expect(stageOf({ ...here, signOut: false }, here.startsAt + HOUR)).toBe('here')
    expect(stageOf({ ...here, mine: { ...here.mine, signedOutAt: here.endsAt } }, here.endsAt)).toBe('done')
  })
})

describe('in the line', () => {
  it('waits until the start', () => {
    expect(standsAt({ free: 0 }, { waiting: waitingOf() })).toBe('waiting')
    expect(standsAt({ free: 0 }, { waiting: waitingOf() }, soon().startsAt)).toBe('no_place')
  })

  it('holds an offer until it runs out, whether the server has said so yet or not', () => {
    const waiting = waitingOf({ mode: 'ask', state: 'offered', position: null, offeredUntil: now() + HOUR })
    expect(standsAt({ free: 0 }, { waiting })).toBe('offered')
    expect(standsAt({ free: 0 }, { waiting }, now() + HOUR - 1)).toBe('offered')
    expect(standsAt({ free: 0 }, { waiting }, now() + HOUR)).toBe('offer_expired')
    expect(standsAt({ free: 0 }, { waiting: { ...waiting, state: 'expired', offeredUntil: null } })).toBe('offer_expired')
  })

  it.each(['served', 'declined', 'left', 'closed'] as WaitingState[])('is nowhere any more after %s', (state) => {
    expect(standsAt({ free: 0 }, { waiting: waitingOf({ state, position: null }) })).toBe('full')
  })

  it('comes before the lots that were drawn', () => {
    expect(standsAt({ byLots: true, drawnAt: now() }, { enrollment: 'not_drawn', waiting: waitingOf() })).toBe('waiting')
  })
})

describe('where lots are drawn', () => {
  const lots = () => ({ byLots: true, free: 0, enrollUntil: now() + HOUR })

  it('is open to all until they are drawn, however many have applied', () => {
    expect(standsAt(lots())).toBe('open')
    expect(standsAt(lots(), { enrollment: 'applied' })).toBe('applied')
    expect(standsAt({ ...lots(), drawnAt: now() + HOUR }, { enrollment: 'not_drawn' }, now() + HOUR)).toBe('not_drawn')
    expect(standsAt({ ...lots(), drawnAt: now() + HOUR }, {}, now() + HOUR)).toBe('late')
  })
})

it('is on leave, and stays so', () => {
  expect(standsAt({ enrollUntil: now() - 1 }, { enrollment: 'on_leave' })).toBe('on_leave')
})

describe('an event and me in one word', () => {
  const enrolled = { ...NO_PART, enrollment: 'enrolled' as const }

  it('is called off, or missed, whatever was said before', () => {
    expect(standingWord(cardOf(), enrolled, now()).text).toBe('已报名')
    expect(standingWord(cardOf({ status: 'cancelled' }), enrolled, now()).text).toBe('取消了')
    expect(standingWord(cardOf(), enrolled, cardOf().endsAt).text).toBe('没签到')
    expect(standingWord(cardOf(), { ...enrolled, signedInAt: 1 }, cardOf().endsAt).text).toBe('已签到')
    expect(standingWord(cardOf(), NO_PART, now()).text).toBe('余 6')
  })

  it('does not say of what is over that I wait', () => {
    expect(standingWord(cardOf(), { ...NO_PART, waiting: waitingOf() }, cardOf().endsAt).text).toBe('已结束')
    expect(standingWord(cardOf({ status: 'cancelled' }), { ...NO_PART, waiting: waitingOf() }, now()).text).toBe('取消了')
    expect(standingWord(cardOf(), { ...NO_PART, enrollment: 'absent' }, cardOf().endsAt).text).toBe('没到场')
  })

  it.each<[EnrollmentState, string | undefined]>([
    ['left', undefined],
    ['enrolled', '已报名'],
    ['absent', '没到场'],
    ['attended', '参加了'],
    ['applied', '等抽签'],
    ['not_drawn', '没抽中'],
    ['on_leave', '请假了'],
  ])('says of %s: %s', (enrollment, text) => {
    expect(partWord({ ...NO_PART, enrollment }, now())?.text).toBe(text)
  })

  it('says of a line how far I am, and that a place is kept', () => {
    const offered = waitingOf({ state: 'offered', offeredUntil: now() + 1 })
    expect(partWord({ ...NO_PART, waiting: waitingOf() }, now())?.text).toBe('候补第 2 位')
    expect(partWord({ ...NO_PART, waiting: waitingOf({ position: null }) }, now())?.text).toBe('候补中')
    expect(partWord({ ...NO_PART, waiting: offered }, now())).toEqual({ tone: 'red', text: '有空位' })
    expect(partWord({ ...NO_PART, waiting: offered }, now() + 1)).toBeNull()
    expect(hasOffer(offered, now() + 1)).toBe(false)
  })

  it('says presence before anything else', () => {
    expect(partWord(NO_PART, now())).toBeNull()
    expect(partWord({ ...NO_PART, signedInAt: 1 }, now())?.text).toBe('已签到')
    expect(partWord({ ...NO_PART, signedInAt: 1, signedOutAt: 2 }, now())?.text).toBe('已签退')
    expect(partWord({ ...NO_PART, signedInAt: 1, signedOutAt: 2, pending: true }, now())?.text).toBe('等确认')
  })
})

it.each([
  [{ free: 6 }, 'red', '余 6'],
  [{ free: 0 }, 'grey', '候补'],
  [{ free: null, places: null }, 'green', '不限'],
  [{ byLots: true }, 'blue', '抽签'],
  [{ status: 'cancelled' as const }, 'grey', '取消了'],
  [{ status: 'closed' as const }, 'grey', '已结束'],
  [{ status: 'in_review' as const }, 'gold', '审核中'],
  [{ status: 'draft' as const }, 'grey', '没发布'],
])('says of places %j: %s %s', (more, tone, text) => {
  expect(placesWord(cardOf(more), now())).toEqual({ tone, text })
})

it('says that an event is going on, and that it is over', () => {
  expect(placesWord(cardOf(), cardOf().startsAt).text).toBe('进行中')
  expect(placesWord(cardOf(), cardOf().endsAt).text).toBe('已结束')
})

it('names what one may earn', () => {
  expect(gainWords(cardOf()).map(({ text }) => text)).toEqual(['时长 3 小时', '学分 0.25'])
  expect(gainWords(cardOf({ givesHours: false, creditHundredths: 0 }))).toEqual([])
})

it('greets with what is on today, by the home where it is one', () => {
  const today = cardOf()
  expect(todayLine([today, cardOf({ id: 'e2' })], now())).toBe('今天东关青年之家有 2 场活动')
  expect(todayLine([today, cardOf({ id: 'e2', homeId: 'h2', homeName: '城南青年之家' })], now())).toBe('今天有 2 场活动')
  expect(todayLine([cardOf({ startsAt: now() + 48 * HOUR })], now())).toBe('最近的活动都在下面，挑一场去')
  expect(todayLine([], now())).toBe('找一场活动，认识一群人')
  expect(todayLine(undefined, now())).toBe('找一场活动，认识一群人')
})
