import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import type { EventDetail, MyWholePart } from '@core/contract/events'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { useOutbox } from '@/sync/outbox'
import { detailOf } from './_events'
import { ObjectionCard } from './objection-card'
import { RatingCard } from './rating-card'
import { EventDetailView } from './event-detail-view'
import { useEvent } from './use-event'

const DAY = 86_400_000
const byId = (id: string) => document.getElementById(id)
const press = (id: string) => byId(id)!.click()
const been = (mine: Partial<MyWholePart> = {}, more: Partial<EventDetail> = {}) =>
  detailOf(
    {
      status: 'closed',
      startsAt: clockFake.time - 3 * 3_600_000,
      endsAt: clockFake.time - 3_600_000,
      objectUntil: clockFake.time + 7 * DAY,
      ...more,
    },
    { signedInAt: clockFake.time - 3 * 3_600_000, mayRate: true, ...mine },
  )

beforeEach(() => {
  newPhone()
  logInAs('xiaoyu')
})

describe('rating', () => {
  function rate(event = been(), first = true) {
    const sent = jest.fn()
    render(<RatingCard event={event} first={first} onSent={sent} />)
    return sent
  }

  it('is the thing to do where nothing else is', async () => {
    rate()
    await act(async () => press('star-4'))
    expect(byId('rating-submit')).toHaveClass('button--primary')
    cleanup()
    rate(been(), false)
    await act(async () => press('star-4'))
    expect(byId('rating-submit')).not.toHaveClass('button--primary')
  })

  it('begins with a star, and goes with tags and a private word', async () => {
    serve({ 'events.rate': {} })
    const sent = rate()
    expect(byId('rating-submit')).toBeNull()
    await act(async () => press('star-4'))
    await act(async () => press('rating-tag-useful'))
    await act(async () => press('rating-tag-too_long'))
    fireEvent.change(byId('rating-word')!, { target: { value: ' 下次早点开饭 ' } })
    await act(async () => press('rating-submit'))
    expect(callsOf('events.rate')).toMatchObject([
      { input: { eventId: 'e1', stars: 4, tags: ['useful', 'too_long'], word: '下次早点开饭' }, nonce: expect.any(String) },
    ])
    expect(navigationFake.toasts).toEqual(['谢谢，收到了'])
    expect(sent).toHaveBeenCalled()
  })

  it('is kept on the phone without a network, and says so', async () => {
    goDark('offline')
    const sent = rate()
    await act(async () => press('star-5'))
    await act(async () => press('rating-submit'))
    expect(byId('rating-saved')).toHaveTextContent('评价已存在手机，有网会自动送达')
    expect(useOutbox.getState().records).toMatchObject([
      { procedure: 'events.rate', subject: 'event:0123456789', title: '社区旧物改造工作坊' },
    ])
    expect(sent).not.toHaveBeenCalled()
  })

  it('says why it was refused, and leaves nothing behind', async () => {
    serve({ 'events.rate': refused('not_attended') })
    rate()
    await act(async () => press('star-1'))
    await act(async () => press('rating-submit'))
    expect(byId('rating-problem')).toHaveTextContent('来过的人才能这样做')
    expect(useOutbox.getState().records).toEqual([])
  })

  it('shows what I gave, and can be changed', async () => {
    serve({ 'events.rate': {} })
    rate(been({ rating: { stars: 3, tags: ['useful'], word: '', at: 1 } }))
    expect(screen.getByRole('img', { name: '我的评价 3 星' })).toBeInTheDocument()
    await act(async () => press('change-rating'))
    expect(byId('rating-tag-useful')).toHaveAttribute('aria-checked', 'true')
    await act(async () => press('star-5'))
    await act(async () => press('rating-submit'))
    expect(callsOf('events.rate')).toMatchObject([{ input: { stars: 5, tags: ['useful'] } }])
    expect(byId('my-rating')).toBeInTheDocument()
  })
})

describe('objecting', () => {
  const objection = { state: 'open' as const, text: '我 17 点才走', at: clockFake.time, dueAt: clockFake.time + 7 * DAY, answer: null }

  it('is possible for a while, and says until when', () => {
    const object = jest.fn()
    render(<ObjectionCard event={been({ mayObject: true })} now={clockFake.time} onObject={object} />)
    expect(byId('object')).toHaveTextContent('记录不对？提出异议11月28日 周六 12:00 前都可以')
    press('object')
    expect(object).toHaveBeenCalled()
  })

  it.each([
    [objection, '异议收到了，11月28日 周六前答复'],
    [{ ...objection, dueAt: clockFake.time - 1 }, '异议答复晚了，可以直接问负责人'],
    [
      { ...objection, state: 'accepted' as const, answer: '看了监控，补 1 小时' },
      '异议有答复了：会补上你说：我 17 点才走答复：看了监控，补 1 小时',
    ],
    [{ ...objection, state: 'declined' as const, answer: '大屏上是 16 点' }, '异议有答复了：维持原来的记录'],
  ])('shows how it stands: %#', (mine, words) => {
    render(<ObjectionCard event={been({ objection: mine })} now={clockFake.time} onObject={() => undefined} />)
    expect(byId('my-objection')).toHaveTextContent(words)
    expect(byId('object')).toBeNull()
  })

  it('goes out with what is wrong, at least five characters of it', async () => {
    let mine: Partial<MyWholePart> = { mayObject: true }
    serve({
      'events.get': () => been(mine),
      'events.object': () => {
        mine = { objection }
        return objection
      },
    })
    function Page() {
      return <EventDetailView model={useEvent({ code: '0123456789' }, true)} />
    }
    render(<Page />)
    await waitFor(() => expect(byId('object')).toBeInTheDocument())
    await act(async () => press('object'))
    fireEvent.change(byId('objection-sheet-text')!, { target: { value: '不对的' } })
    expect(byId('objection-sheet')).toHaveTextContent('至少 5 个字')
    expect(byId('objection-sheet-submit')).toHaveAttribute('aria-disabled', 'true')
    fireEvent.change(byId('objection-sheet-text')!, { target: { value: '我 17 点才走' } })
    await act(async () => press('objection-sheet-submit'))
    expect(callsOf('events.object')).toMatchObject([{ input: { eventId: 'e1', text: '我 17 点才走' } }])
    expect(byId('my-objection')).toHaveTextContent('异议收到了')
  })
})
