import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { EventDetail, ManagedEvent } from '@core/contract/events'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { usePages } from '@/sync/use-pages'
import { useQuery } from '@/sync/use-query'
import { cardOf, detailOf } from '../_events'
import { defaultCover } from '../default-cover'
import { ReviewEventView } from './review-event-view'
import { ReviewListView } from './review-list-view'

const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const managed = (id: string): ManagedEvent => ({
  ...cardOf({ id, title: '社区跑', status: 'in_review' }),
  orgName: '清河镇团委',
  enrolledCount: 0,
  arrivedCount: 0,
  pendingCount: 0,
  waitingCount: 0,
})

function ListPage() {
  return <ReviewListView events={usePages('events.toReview', { orgId: 'o1' })} />
}
function EventPage() {
  return <ReviewEventView event={useQuery('events.get', { eventId: 'e1' })} />
}
async function list(answer: (input: { after?: string }) => { items: ManagedEvent[]; next: string | null }) {
  answerCalls({ 'events.toReview': answer })
  render(<ListPage />)
  await act(async () => undefined)
}
async function one(event: Partial<EventDetail> = {}, more: Parameters<typeof answerCalls>[0] = {}) {
  answerCalls({
    'events.get': () => detailOf({ status: 'in_review', orgName: '清河镇团委', ...event }),
    'events.review': () => ({}),
    ...more,
  })
  render(<EventPage />)
  await act(async () => undefined)
}

beforeEach(() => {
  newPhone()
  logInAs('secretary')
})

describe('what waits for review', () => {
  it('is a list that opens each event', async () => {
    await list(({ after }) => (after ? { items: [managed('e3')], next: null } : { items: [managed('e1'), managed('e2')], next: 'more' }))
    expect(element('review-e2')).toHaveTextContent('社区跑今天 14:00–17:00清河镇团委')
    await press('review-e2')
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/publishing/review/index?eventId=e2' }])
    await press('review-more')
    expect(sentTo('events.toReview')).toContainEqual({ orgId: 'o1', after: 'more' })
    expect(element('review-e3')).toBeInTheDocument()
  })

  it('is a table on a desk', async () => {
    displayFake.wide = true
    await list(() => ({ items: [managed('e1')], next: null }))
    expect(document.querySelector('[role=table]')).toHaveTextContent('社区跑')
    await press('review-e1')
    expect(navigationFake.moves).toHaveLength(1)
  })

  it('says when there is nothing', async () => {
    await list(() => ({ items: [], next: null }))
    expect(element('review-empty')).toHaveTextContent('都看完了')
  })

  it('says who does it to an officer who is no secretary', async () => {
    await list(() => {
      throw new AppError('not_found')
    })
    expect(element('review-not-yours')).toHaveTextContent('审核由书记来做')
  })

  it('can be asked for again where it did not come', async () => {
    await list(() => {
      throw new AppError('offline')
    })
    expect(element('error')).toBeInTheDocument()
  })
})

describe('one event', () => {
  it('is seen whole, as people will see it', async () => {
    await one({ summary: '沿河跑 5 公里', ageFrom: 14, ageTo: 35 })
    const seen = element('review-event')
    expect(seen).toHaveTextContent('清河镇团委交上来的')
    for (const words of ['社区旧物改造工作坊', '东关青年之家', '14–35 岁', '沿河跑 5 公里']) expect(seen).toHaveTextContent(words)
    expect(seen.querySelector('.picture img')).toHaveAttribute('src', defaultCover('volunteer'))
  })

  it('shows its cover, which is not public yet', async () => {
    await one({ cover: 'p/f' }, { 'files.get': () => ({ mime: 'image/jpeg', base64: 'AAAA' }) })
    expect(element('review-event').querySelector('.picture img')).toHaveAttribute('src', 'data:image/jpeg;base64,AAAA')
  })

  it('is approved with one press', async () => {
    await one()
    expect(document.getElementById('review-series')).toBeNull()
    await press('review-approve')
    expect(sentTo('events.review')).toEqual([{ eventId: 'e1', version: 1, approve: true, reason: '', andSeries: false }])
    expect(navigationFake.toasts).toEqual(['通过了，大家现在能看到'])
    expect(navigationFake.moves).toEqual([{ how: 'back', url: '' }])
  })

  it('is approved with the rest of its series where that is ticked', async () => {
    await one({ seriesId: 's1' })
    await press('review-series')
    await press('review-approve')
    expect(sentTo('events.review')).toMatchObject([{ andSeries: true }])
  })

  it('is returned only with a reason, and the usual ones are a press', async () => {
    await one()
    await press('review-return')
    await press('return-submit')
    expect(element('return-sheet')).toHaveTextContent('写一下为什么')
    expect(sentTo('events.review')).toEqual([])
    await press('usual-1')
    await press('usual-4')
    await press('usual-4')
    expect(element('return-reason')).toHaveValue('地点写得不清楚；简介再写具体些')
    await press('return-submit')
    expect(sentTo('events.review')).toEqual([
      { eventId: 'e1', version: 1, approve: false, reason: '地点写得不清楚；简介再写具体些', andSeries: false },
    ])
    expect(navigationFake.toasts).toEqual(['退回了，原因会告诉对方'])
  })

  it('stays where somebody else decided first, and says so', async () => {
    await one(
      {},
      {
        'events.review': () => {
          throw new AppError('not_in_review')
        },
      },
    )
    await press('review-approve')
    expect(element('review-error')).toHaveTextContent('不在待审里')
    expect(navigationFake.moves).toEqual([])
  })

  it('is left to another secretary by whoever published it', async () => {
    await one(
      {},
      {
        'events.review': () => {
          throw new AppError('not_found')
        },
      },
    )
    await press('review-approve')
    expect(element('review-error')).toHaveTextContent('自己发布的要由另一位书记来审')
  })

  it('that has its answer asks for none', async () => {
    await one({ status: 'published' })
    expect(element('review-done')).toBeInTheDocument()
    expect(document.getElementById('review-approve')).toBeNull()
  })

  it('has the decision beside it on a desk', async () => {
    displayFake.wide = true
    await one()
    expect(document.querySelector('.review__decide')).toContainElement(element('review-approve'))
  })
})
