import { clockFake } from '@/platform/clock/fake'
import { cardOf, detailOf, NO_PART } from './_events'
import { gainWords, placesWord } from './places'
import { partWord, stageOf, standingWord } from './stage'
import { todayLine } from './use-home-events'

const HOUR = 3_600_000
beforeEach(() => clockFake.reset())
const soon = () => detailOf()
const now = () => clockFake.time

describe('where I stand with an event', () => {
  it('is free to enroll while places are left, until it is over', () => {
    expect(stageOf(soon(), now())).toBe('open')
    expect(stageOf(detailOf({ free: null, places: null }), now())).toBe('open')
    expect(stageOf(detailOf({ free: 0 }), now())).toBe('full')
    expect(stageOf(soon(), soon().startsAt + HOUR)).toBe('open')
    expect(stageOf(soon(), soon().endsAt)).toBe('over')
    expect(stageOf(detailOf({ status: 'closed' }), now())).toBe('over')
    expect(stageOf(detailOf({ status: 'cancelled' }), now())).toBe('cancelled')
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

  it('signs out while that is possible, and has forgotten it after', () => {
    const here = detailOf({}, { enrollment: 'attended', signedInAt: soon().startsAt })
    expect(stageOf(here, here.startsAt + HOUR)).toBe('sign_out')
    expect(stageOf(here, here.signOutClosesAt)).toBe('sign_out')
    expect(stageOf(here, here.signOutClosesAt + 1)).toBe('forgot')
    expect(stageOf({ ...here, signOut: false }, here.startsAt + HOUR)).toBe('here')
    expect(stageOf({ ...here, mine: { ...here.mine, signedOutAt: here.endsAt } }, here.endsAt)).toBe('done')
  })

  it('is called off, or missed, whatever was said before', () => {
    const enrolled = { ...NO_PART, enrollment: 'enrolled' as const }
    expect(standingWord(cardOf(), enrolled, now()).text).toBe('已报名')
    expect(standingWord(cardOf({ status: 'cancelled' }), enrolled, now()).text).toBe('取消了')
    expect(standingWord(cardOf(), enrolled, cardOf().endsAt).text).toBe('没签到')
    expect(standingWord(cardOf(), { ...enrolled, signedInAt: 1 }, cardOf().endsAt).text).toBe('已签到')
    expect(standingWord(cardOf(), NO_PART, now()).text).toBe('余 6')
  })

  it('is said in one word', () => {
    expect(partWord(NO_PART)).toBeNull()
    expect(partWord({ ...NO_PART, enrollment: 'left' })).toBeNull()
    expect(partWord({ ...NO_PART, enrollment: 'enrolled' })?.text).toBe('已报名')
    expect(partWord({ ...NO_PART, enrollment: 'absent' })?.text).toBe('没到场')
    expect(partWord({ ...NO_PART, signedInAt: 1 })?.text).toBe('已签到')
    expect(partWord({ ...NO_PART, signedInAt: 1, signedOutAt: 2 })?.text).toBe('已签退')
    expect(partWord({ ...NO_PART, signedInAt: 1, signedOutAt: 2, pending: true })?.text).toBe('等确认')
  })
})

it.each([
  [{ free: 6 }, 'red', '余 6'],
  [{ free: 0 }, 'grey', '满'],
  [{ free: null, places: null }, 'green', '不限'],
  [{ status: 'cancelled' as const }, 'grey', '取消了'],
  [{ status: 'closed' as const }, 'grey', '已结束'],
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
