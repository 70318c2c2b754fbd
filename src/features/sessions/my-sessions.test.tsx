import { act, render, waitFor } from '@testing-library/react'
import type { MySession, SessionOffer } from '@core/contract/sessions'
import { DAY_MS, HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { bookingOf, detailOf, EVENING_BEFORE, mineOf, NINE, offerOf } from './_sessions'
import { MySessionsCell } from './my-sessions-cell'
import { MySessionsView } from './my-sessions-view'
import { NextSession } from './next-session'
import { useMySessions } from './use-my-sessions'
import { mySessionWord } from './words'

const byId = (id: string) => document.getElementById(id)
const press = (id: string) => byId(id)!.click()

beforeEach(() => {
  newPhone()
  logInAs('xiaoyu')
})

describe('my bookings', () => {
  function List() {
    return <MySessionsView model={useMySessions(true)} />
  }

  it('are those to come, and those that were', async () => {
    const past = mineOf({ code: 'BBBBBBBBBB', sessionId: 's0', startsAt: clockFake.time - 7 * DAY_MS, state: 'no_show' })
    serve({
      'sessions.mine': ({ input }) => ({
        items: (input as { when: string }).when === 'coming' ? [mineOf()] : [past],
        offers: [],
        next: null,
        pausedUntil: null,
      }),
    })
    await act(async () => render(<List />))
    expect(byId('session-AAAAAAAAAA')).toHaveTextContent('和林书记面对面10:00 · 县青年中心已约 10:00')
    expect(byId('paused')).toBeNull()
    await act(async () => press('my-sessions-past'))
    expect(byId('session-BBBBBBBBBB')).toHaveTextContent('没来')
    act(() => press('session-BBBBBBBBBB'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/sessions/detail/index?code=BBBBBBBBBB' }])
  })

  it('say until when I cannot book, and lead to what can be explained', async () => {
    serve({ 'sessions.mine': { items: [], offers: [], next: null, pausedUntil: instantOf('2026-12-01', '00:00') } })
    await act(async () => render(<List />))
    expect(byId('paused')).toHaveTextContent('几次约了没来，12月1日 起可再预约。直接来、留言都行')
    await act(async () => press('paused-action'))
    expect(callsOf('sessions.mine').map(({ input }) => (input as { when: string }).when)).toEqual(['coming', 'past'])
    expect(byId('paused')).toHaveTextContent('点开没来的那一场，可以说明情况')
    expect(byId('paused-action')).toBeNull()
  })

  it('lead to the sessions where there are none', async () => {
    serve({ 'sessions.mine': { items: [], offers: [], next: null, pausedUntil: null } })
    await act(async () => render(<List />))
    expect(byId('my-sessions-empty')).toHaveTextContent('约好的面对面会在这里等你')
    act(() => press('my-sessions-empty-action'))
    expect(navigationFake.moves).toEqual([{ how: 'switchTab', url: '/pages/meetings/index' }])
  })

  it('say what happened where nothing came', async () => {
    goDark()
    render(<List />)
    await waitFor(() => expect(byId('error-retry')).toBeInTheDocument())
  })

  it.each<[Partial<MySession>, string]>([
    [{ state: 'cancelled' }, '取消了'],
    [{ state: 'cancelled', late: true }, '取消晚了'],
    [{ state: 'no_show', explained: true }, '说明过了'],
    [{ state: 'no_show', excused: true }, '不算没来'],
    [{ state: 'answered' }, '谈过了'],
  ])('%j: %s', (more, text) => expect(mySessionWord(mineOf(more)).text).toBe(text))

  it('are found on 我的, with the next of them', () => {
    const { rerender } = render(<MySessionsCell coming={[mineOf()]} now={clockFake.time} />)
    expect(byId('open-my-sessions')).toHaveTextContent('11月28日 周六 10:00 和林书记面对面')
    rerender(<MySessionsCell coming={undefined} now={clockFake.time} />)
    expect(byId('open-my-sessions')).toHaveTextContent('和团委书记面对面')
    act(() => press('open-my-sessions'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/sessions/mine/index' }])
  })
})

describe('the next one, on 首页', () => {
  const changed = jest.fn(async () => undefined)
  const show = (...coming: MySession[]) =>
    act(async () => render(<NextSession offers={[]} coming={coming} now={clockFake.time} onChanged={changed} />))

  it('is the first of them, and asks nothing as long as it is far', async () => {
    await show(mineOf(), mineOf({ code: 'BBBBBBBBBB', sessionId: 's2' }))
    expect(byId('session-AAAAAAAAAA')).toHaveTextContent('已约 10:00')
    expect(byId('session-BBBBBBBBBB')).toBeNull()
    expect(callsOf('sessions.get')).toEqual([])
  })

  it('is nothing where there is none', async () => {
    await show()
    expect(document.body).not.toHaveTextContent('面对面')
  })

  const asked = detailOf({ booking: bookingOf(), askComing: true, freeCancelUntil: NINE - HOUR_MS })

  it('asks the evening before, and shows what became of the answer', async () => {
    clockFake.time = EVENING_BEFORE
    let said = false
    serve({
      'sessions.get': () => (said ? detailOf({ booking: bookingOf({ comingAt: 1 }) }) : asked),
      'sessions.answerComing': () => {
        said = true
        return { booking: bookingOf({ comingAt: 1 }), waiting: null }
      },
    })
    await show(mineOf())
    expect(byId('session-AAAAAAAAAA')).toHaveTextContent('明天 10:00')
    await act(async () => press('coming-AAAAAAAAAA'))
    expect(callsOf('sessions.answerComing')).toMatchObject([{ input: { sessionId: 's1', coming: true } }])
    expect(changed).toHaveBeenCalled()
    expect(byId('coming-AAAAAAAAAA')).toBeNull()
  })

  it('takes a no after one question, and says why it did not arrive', async () => {
    clockFake.time = EVENING_BEFORE
    serve({ 'sessions.get': asked, 'sessions.answerComing': refused('booking_begun') })
    await show(mineOf())
    await act(async () => press('not-coming-AAAAAAAAAA'))
    expect(navigationFake.questions[0]!.text).toContain('不留记录')
    expect(byId('next-problem-AAAAAAAAAA')).toHaveTextContent('已经签到了，不能再改')
  })
})

describe('a slot that is kept for me, on 首页', () => {
  const changed = jest.fn(async () => undefined)
  const until = NINE - 3 * HOUR_MS
  const show = (...offers: SessionOffer[]) =>
    act(async () => render(<NextSession offers={offers} coming={[]} now={clockFake.time} onChanged={changed} />))

  beforeEach(() => {
    clockFake.time = until - 2 * HOUR_MS
  })

  it('says of which time it is and until when it is kept, and is taken with one press', async () => {
    serve({ 'sessions.answerOffer': { booking: bookingOf(), waiting: null } })
    await show(offerOf({ offeredUntil: until }))
    expect(byId('offer-AAAAAAAAAA')).toHaveTextContent('和林书记面对面10:00 · 县青年中心有空位')
    expect(byId('next-session')).toHaveTextContent('为你留到 06:00，还有 2 小时')
    await act(async () => press('accept-AAAAAAAAAA'))
    expect(callsOf('sessions.answerOffer')).toMatchObject([{ input: { sessionId: 's1', accept: true } }])
    expect(changed).toHaveBeenCalled()
  })

  it('is let go after a question, and says what did not work', async () => {
    serve({ 'sessions.answerOffer': refused('offer_expired') })
    await show(offerOf({ offeredUntil: until }))
    await act(async () => press('decline-AAAAAAAAAA'))
    expect(navigationFake.questions[0]!.title).toBe('让给下一位？')
    expect(callsOf('sessions.answerOffer')).toMatchObject([{ input: { sessionId: 's1', accept: false } }])
    expect(byId('next-problem-AAAAAAAAAA')).toBeInTheDocument()
  })

  it('is gone when its time has run out', async () => {
    await show(offerOf({ offeredUntil: until }))
    await act(async () => clockFake.advance(2 * HOUR_MS))
    expect(byId('offer-AAAAAAAAAA')).toBeNull()
  })
})
