import { act, render, screen, waitFor } from '@testing-library/react'
import type { EventCard, MyEvent, MyPart } from '@core/contract/events'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { callsOf, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { cardOf, detailOf, NO_PART, waitingOf } from './_events'
import { NextThing } from './next-thing'
import { nextThings } from './next-things'

const HOUR = 3_600_000
const byId = (id: string) => document.getElementById(id)
const press = (id: string) => byId(id)!.click()
const mineOf = (part: Partial<MyPart>, more: Partial<EventCard> = {}): MyEvent => ({ event: cardOf(more), mine: { ...NO_PART, ...part } })
const offerOf = (code: string, until: number, startsAt = clockFake.time + 72 * HOUR) =>
  mineOf({ waiting: waitingOf({ state: 'offered', position: null, offeredUntil: until }) }, { id: code, code, startsAt })
const comingOf = (code: string, more: Partial<MyPart> = {}) =>
  mineOf({ enrollment: 'enrolled', ...more }, { id: code, code, startsAt: clockFake.time + 20 * HOUR, endsAt: clockFake.time + 22 * HOUR })
/** 18:00 of the day before is when the question is asked: the clock of tests stands at noon. */
const inTheEvening = () => clockFake.advance(7 * HOUR)
const codesOf = (mine: MyEvent[]) => nextThings(mine, clockFake.time).map(({ event, asked }) => (asked ? `${event.code}?` : event.code))

beforeEach(() => {
  newPhone()
  logInAs('xiaoyu')
})

describe('what stands first', () => {
  it('is the first of mine that is not over for me', () => {
    const gone = mineOf({ signedInAt: 1, signedOutAt: 2 }, { code: 'gone' })
    const called = mineOf({ enrollment: 'enrolled' }, { code: 'called', status: 'cancelled' })
    expect(codesOf([gone, called, mineOf({ enrollment: 'enrolled', comingAt: 1 }, { code: 'next' }), comingOf('later')])).toEqual(['next'])
    expect(codesOf([])).toEqual([])
  })

  it('is a place that is kept for me, the shortest-lived first, however far the event is', () => {
    const [long, short, past] = [
      offerOf('long', clockFake.time + 2 * HOUR),
      offerOf('short', clockFake.time + HOUR),
      offerOf('past', clockFake.time),
    ]
    expect(codesOf([mineOf({ enrollment: 'enrolled', comingAt: 1 }, { code: 'next' }), long, short, past])).toEqual(['short', 'long'])
  })

  it('is the question of the evening before, until I have answered', () => {
    expect(codesOf([comingOf('tomorrow')])).toEqual(['tomorrow'])
    const [asked, said] = [comingOf('tomorrow'), comingOf('said', { comingAt: clockFake.time })]
    inTheEvening()
    expect(codesOf([said, asked])).toEqual(['tomorrow?'])
  })

  it('keeps what is going on beside the questions', () => {
    const running = mineOf({ enrollment: 'attended', signedInAt: clockFake.time }, { code: 'running', startsAt: clockFake.time - HOUR })
    const asked = comingOf('tomorrow')
    inTheEvening()
    expect(codesOf([running, asked])).toEqual(['tomorrow?', 'running'])
  })

  it('is three questions at most', () => {
    const offers = ['a', 'b', 'c', 'd'].map((code, index) => offerOf(code, clockFake.time + (index + 1) * HOUR))
    expect(codesOf(offers)).toEqual(['a', 'b', 'c'])
  })
})

function show(mine: MyEvent[], onChanged = jest.fn(async () => undefined)) {
  render(<NextThing mine={mine} onChanged={onChanged} />)
  return onChanged
}

describe('the next thing', () => {
  it('can be signed out of while it is going on', async () => {
    const running = { startsAt: clockFake.time - HOUR, endsAt: clockFake.time + HOUR }
    const part = { enrollment: 'attended' as const, signedInAt: clockFake.time - HOUR }
    serve({ 'events.get': detailOf(running, part) })
    show([mineOf({ ...part, signedOutAt: clockFake.time }, { code: '1111111111' }), mineOf(part, running)])
    expect(byId('event-1111111111')).toBeNull()
    expect(byId('event-0123456789')).toHaveTextContent('已签到')
    await waitFor(() => expect(byId('next-sign-out')).toBeInTheDocument())
    act(() => press('next-sign-out'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/attendance/scan/index?eventId=e1' }])
  })

  it('is nothing where there is nothing', () => {
    show([])
    expect(screen.queryByText('下一件事')).toBeNull()
  })

  it('asks the server nothing about an event that is far away', () => {
    show([mineOf({ enrollment: 'enrolled' }, { startsAt: clockFake.time + 72 * HOUR })])
    expect(callsOf('events.get')).toEqual([])
  })

  it('takes the place that is kept for me', async () => {
    serve({ 'events.answerOffer': { eventId: 'o', enrollment: 'enrolled', waiting: null } })
    const changed = show([offerOf('0000000001', clockFake.time + 25 * 60_000)])
    expect(document.body).toHaveTextContent('有空位了，为你留到 12:25，还有 25 分钟')
    await act(async () => press('accept-0000000001'))
    expect(callsOf('events.answerOffer')).toMatchObject([{ input: { eventId: '0000000001', accept: true } }])
    expect(changed).toHaveBeenCalled()
  })

  it('counts the time of an offer down, and lets go of it when it is over', async () => {
    show([offerOf('0000000001', clockFake.time + 25 * 60_000)])
    act(() => clockFake.advance(24 * 60_000 + 10_000))
    expect(document.body).toHaveTextContent('不到 1 分钟')
    act(() => clockFake.advance(60_000))
    expect(byId('accept-0000000001')).toBeNull()
  })

  it('lets a place go on after asking once, and says what went wrong', async () => {
    serve({ 'events.answerOffer': refused('offer_expired') })
    show([offerOf('0000000001', clockFake.time + HOUR)])
    navigationFake.answer = false
    await act(async () => press('decline-0000000001'))
    expect(callsOf('events.answerOffer')).toEqual([])
    navigationFake.answer = true
    await act(async () => press('decline-0000000001'))
    expect(callsOf('events.answerOffer')).toMatchObject([{ input: { accept: false } }])
    expect(byId('next-problem-0000000001')).toHaveTextContent('位子已给下一位')
  })

  it.each([
    ['coming', true, 0],
    ['not-coming', false, 1],
  ])('answers %s with one press', async (id, coming, questions) => {
    const asked = comingOf('0000000002')
    inTheEvening()
    serve({
      'events.get': detailOf(asked.event, { enrollment: 'enrolled', askComing: true }),
      'events.coming': { eventId: 'e', state: coming ? 'enrolled' : 'left', at: clockFake.time, shift: null },
    })
    const changed = show([asked])
    await act(async () => press(`${id}-0000000002`))
    expect(callsOf('events.coming')).toMatchObject([{ input: { coming } }])
    expect(navigationFake.questions).toHaveLength(questions)
    expect(changed).toHaveBeenCalled()
  })

  it('would rather let me sign in than ask whether I come', async () => {
    const asked = mineOf({ enrollment: 'enrolled' }, { startsAt: clockFake.time + 20 * 60_000 })
    serve({ 'events.get': detailOf(asked.event, { enrollment: 'enrolled', askComing: true }) })
    show([asked])
    await waitFor(() => expect(byId('next-sign-in')).toBeInTheDocument())
    expect(byId('coming-0123456789')).toBeNull()
  })
})
