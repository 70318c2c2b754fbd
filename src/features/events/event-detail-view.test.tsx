import { act, fireEvent, render, renderHook, screen, waitFor, within } from '@testing-library/react'
import { View } from '@tarojs/components'
import type { EventDetail, MyWholePart } from '@core/contract/events'
import { calendarFake } from '@/platform/calendar/fake'
import { clockFake } from '@/platform/clock/fake'
import { galleryFake } from '@/platform/gallery/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { callsOf, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { detailOf, shiftOf, waitingOf } from './_events'
import { EventDetailView } from './event-detail-view'
import { useEvent } from './use-event'

const HOUR = 3_600_000
const byId = (id: string) => document.getElementById(id)
const press = (id: string) => byId(id)!.click()
/** What the server does with an event: `now` is how it stands, and a procedure may change it. */
interface Standing {
  more: Partial<Omit<EventDetail, 'mine'>>
  mine: Partial<MyWholePart>
}
type Answers = Parameters<typeof serve>[0]

function Detail({ loggedIn = true }: { loggedIn?: boolean }) {
  const model = useEvent({ code: '0123456789' }, loggedIn)
  return <EventDetailView model={model} phoneMessages={(uses) => <View id='phone-messages'>{uses.join()}</View>} />
}

/** The page of an event that stands so; `answers` may change how it stands. */
async function show(standing: Standing, answers: (standing: Standing) => Answers = () => ({}), loggedIn = true) {
  serve({ 'events.get': () => detailOf(standing.more, standing.mine), ...answers(standing) })
  const page = render(<Detail loggedIn={loggedIn} />)
  await waitFor(() => expect(byId('event-title')).toBeInTheDocument())
  return page
}

const enrollment = (state: 'enrolled' | 'applied' | 'left' | 'on_leave', shift: number | null = null) => ({
  eventId: 'e1',
  state,
  at: 1,
  shift,
})

const meBornIn = (birthMonth: string) => ({
  ...{ id: 'xiaoyu', name: '李晓雨', consented: true, orgName: '', isMember: false, volunteerNo: null },
  ...{ birthMonth, grants: [] },
})

beforeEach(() => {
  newPhone()
  logInAs('xiaoyu')
})

test.each([
  ['an offer, in the line', { waiting: { state: 'waiting', position: 3, offeredUntil: null } }, 'offer'],
  ['reminders and changes, once enrolled', { enrollment: 'enrolled' }, 'reminder,change'],
  ['nothing, before that', {}, null],
] as const)('the phone may be told of %s', async (_, mine, uses) => {
  await show({ more: {}, mine: mine as Partial<MyWholePart> })
  expect(document.getElementById('phone-messages')?.textContent ?? null).toBe(uses)
})

describe('enrolling', () => {
  it('is one press, and shows the truth of the server', async () => {
    await show({ more: {}, mine: {} }, (standing) => ({
      'events.enroll': () => {
        standing.mine = { enrollment: 'enrolled', mayLeave: true }
        return enrollment('enrolled')
      },
    }))
    expect(byId('enroll')).toHaveTextContent('报名（余 6）')
    act(() => press('enroll'))
    await waitFor(() => expect(byId('my-part')).toHaveTextContent('已报名。13:30 起扫大屏签到'))
    expect(byId('enroll')).toBeNull()
    expect(navigationFake.toasts).toEqual(['报上了，到时候见'])
    expect(navigationFake.vibrations).toBe(1)
  })

  it('asks for a log-in before', async () => {
    await show({ more: {}, mine: {} }, undefined, false)
    act(() => press('enroll'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/people/login/index' }])
    expect(callsOf('events.enroll')).toEqual([])
  })

  it('leads to the log-in that the server no longer knows', async () => {
    await show({ more: {}, mine: {} }, () => ({ 'events.enroll': refused('not_logged_in') }))
    await act(async () => press('enroll'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/people/login/index' }])
    expect(byId('event-problem')).toBeNull()
  })

  it('offers the line at once where the last place went to somebody else', async () => {
    await show({ more: { free: 1 }, mine: {} }, (standing) => ({
      'events.enroll': () => {
        standing.more = { free: 0 }
        return refused('event_full')
      },
    }))
    act(() => press('enroll'))
    await waitFor(() => expect(byId('event-problem')).toHaveTextContent('满员了，可以候补'))
    await waitFor(() => expect(byId('wait')).toHaveTextContent('满员了，候补'))
    expect(byId('event-word')).toHaveTextContent('候补')
  })

  it('offers the line also where the free place is kept for those who wait', async () => {
    await show({ more: { free: 1, waitingCount: 3 }, mine: {} }, () => ({ 'events.enroll': refused('event_full') }))
    await act(async () => press('enroll'))
    expect(byId('wait')).toHaveTextContent('满员了，候补（前面 3 人）')
  })

  it('asks which shift, and takes the one that has a place', async () => {
    const shifts = [shiftOf(1, { label: '上半场', free: 0 }), shiftOf(2, { label: '下半场' })]
    await show({ more: { shifts }, mine: {} }, (standing) => ({
      'events.enroll': () => {
        standing.mine = { enrollment: 'enrolled', shift: 2 }
        return enrollment('enrolled', 2)
      },
    }))
    expect(byId('event-shifts')).toHaveTextContent('上半场今天 14:00–15:00满了，可候补')
    await act(async () => press('enroll'))
    expect(callsOf('events.enroll')).toEqual([])
    await act(async () => press('shift-2'))
    expect(callsOf('events.enroll')).toMatchObject([{ input: { eventId: 'e1', shift: 2 } }])
    expect(byId('shifts-sheet')).toBeNull()
    expect(within(byId('event-shift-2')!).getByText('我的')).toBeInTheDocument()
  })

  it('joins the line of a shift that is full', async () => {
    navigationFake.choice = 0
    await show({ more: { shifts: [shiftOf(1, { free: 0 }), shiftOf(2)] }, mine: {} }, () => ({
      'events.wait': { eventId: 'e1', enrollment: null, waiting: waitingOf({ shift: 1 }) },
    }))
    await act(async () => press('enroll'))
    await act(async () => press('shift-1'))
    expect(callsOf('events.wait')).toMatchObject([{ input: { eventId: 'e1', shift: 1, mode: 'auto' } }])
  })

  it('closes the sheet when the shift was taken by others, so that the reason can be read', async () => {
    await show({ more: { shifts: [shiftOf(1)] }, mine: {} }, () => ({ 'events.enroll': refused('event_full') }))
    await act(async () => press('enroll'))
    await act(async () => press('shift-1'))
    expect(byId('shifts-sheet')).toBeNull()
    expect(byId('event-problem')).toHaveTextContent('满员了')
  })

  it('cannot be done for a shift that is over', async () => {
    const past = shiftOf(1, { from: clockFake.time - 2 * HOUR, to: clockFake.time - HOUR })
    await show({ more: { shifts: [past, shiftOf(2)] }, mine: {} })
    await act(async () => press('enroll'))
    await act(async () => press('shift-1'))
    expect(callsOf('events.enroll')).toEqual([])
    expect(byId('shift-1')).toHaveTextContent('已结束')
  })
})

describe('an event with an age', () => {
  const pick = (id: string, value: number) =>
    fireEvent.change(within(byId(id)!).getByTestId('picker'), { target: { value: String(value) } })

  it('asks for the month of birth, keeps it and goes on by itself', async () => {
    let told = false
    await show({ more: { ageFrom: 14, ageTo: 35 }, mine: {} }, (standing) => ({
      'events.enroll': () => {
        if (!told) return refused('age_unknown')
        standing.mine = { enrollment: 'enrolled' }
        return enrollment('enrolled')
      },
      'people.saveBirthMonth': () => {
        told = true
        return meBornIn('2006-03')
      },
    }))
    await act(async () => press('enroll'))
    expect(byId('birth-month')).toHaveTextContent('这场活动面向 14–35 岁')
    expect(byId('event-problem')).toBeNull()
    expect(byId('birth-month-submit')).toHaveAttribute('aria-disabled', 'true')
    pick('birth-year', 20)
    pick('birth-month-picker', 2)
    await act(async () => press('birth-month-submit'))
    expect(callsOf('people.saveBirthMonth')).toMatchObject([{ input: { birthMonth: '2006-03' } }])
    expect(callsOf('events.enroll')).toHaveLength(2)
    expect(byId('my-part')).toHaveTextContent('已报名')
    expect(byId('birth-month')).toBeNull()
  })

  it('asks before it tries where it is known that the age is not', async () => {
    await show({ more: { ageFrom: 14 }, mine: { refusal: 'age_unknown' } })
    await act(async () => press('enroll'))
    expect(byId('birth-month')).toBeInTheDocument()
    expect(callsOf('events.enroll')).toEqual([])
  })

  it('cannot be told a month that has not come', async () => {
    await show({ more: { ageFrom: 0, ageTo: 3 }, mine: { refusal: 'age_unknown' } })
    await act(async () => press('enroll'))
    pick('birth-year', 0)
    pick('birth-month-picker', 11)
    expect(byId('birth-month-submit')).toHaveAttribute('aria-disabled', 'true')
    pick('birth-month-picker', 10)
    expect(byId('birth-month-submit')).not.toHaveAttribute('aria-disabled')
  })

  const unknown = { more: { ageFrom: 20, ageTo: 35 }, mine: { refusal: 'age_unknown' } }

  it('stays with the question where nothing came of it', async () => {
    await show({ ...unknown }, () => ({ 'people.saveBirthMonth': refused('rate_limited') }))
    await act(async () => press('enroll'))
    pick('birth-month-picker', 1)
    await act(async () => press('birth-month-submit'))
    await waitFor(() => expect(byId('birth-month-problem')).toHaveTextContent('点得太快了'))
    expect(callsOf('events.enroll')).toEqual([])
  })

  it('says that it is not for me once the age is known', async () => {
    await show({ ...unknown }, (standing) => ({
      'people.saveBirthMonth': meBornIn('2008-02'),
      'events.enroll': () => {
        standing.mine = { refusal: 'age_not_fitting' }
        return refused('age_not_fitting', { range: '20–35' })
      },
    }))
    await act(async () => press('enroll'))
    pick('birth-month-picker', 1)
    await act(async () => press('birth-month-submit'))
    await waitFor(() => expect(byId('event-problem')).toHaveTextContent('这场活动面向 20–35 岁'))
    expect(byId('birth-month')).toBeNull()
    expect(byId('my-part')).toHaveTextContent('这场活动面向20–35 岁')
    expect(byId('other-events')).toBeInTheDocument()
  })
})

describe('the line', () => {
  const full = { free: 0, waitingCount: 1 }

  it.each([
    [0, 'auto', '满员了。候补第 2 位，有空位自动帮你报上'],
    [1, 'ask', '满员了。候补第 2 位，有空位先问你'],
  ] as const)('is joined by choice %s: %s', async (choice, mode, sentence) => {
    navigationFake.choice = choice
    await show({ more: full, mine: {} }, (standing) => ({
      'events.wait': () => {
        standing.mine = { waiting: waitingOf({ mode }) }
        return { eventId: 'e1', enrollment: null, waiting: waitingOf({ mode }) }
      },
    }))
    await act(async () => press('wait'))
    expect(navigationFake.choices).toEqual([['有位自动报上', '先问我']])
    expect(callsOf('events.wait')).toMatchObject([{ input: { eventId: 'e1', mode } }])
    expect(byId('my-part')).toHaveTextContent(sentence)
    expect(navigationFake.toasts).toEqual(['候补第 2 位'])
  })

  it('is not joined where nothing was chosen', async () => {
    await show({ more: full, mine: {} })
    await act(async () => press('wait'))
    expect(callsOf('events.wait')).toEqual([])
  })

  it('is a place at once where one had become free', async () => {
    navigationFake.choice = 0
    await show({ more: full, mine: {} }, (standing) => ({
      'events.wait': () => {
        standing.mine = { enrollment: 'enrolled' }
        return { eventId: 'e1', enrollment: 'enrolled', waiting: null }
      },
    }))
    await act(async () => press('wait'))
    expect(navigationFake.toasts).toEqual(['刚好有空位，报上了'])
  })

  it('is waited in the other way from now on, without asking', async () => {
    await show({ more: full, mine: { waiting: waitingOf({ shift: 2 }) } }, () => ({
      'events.wait': { eventId: 'e1', enrollment: null, waiting: waitingOf({ mode: 'ask' }) },
    }))
    expect(byId('change-waiting')).toHaveTextContent('改成先问我')
    await act(async () => press('change-waiting'))
    expect(callsOf('events.wait')).toMatchObject([{ input: { eventId: 'e1', mode: 'ask', shift: 2 } }])
    expect(navigationFake.choices).toEqual([])
  })

  it('is left at any time, after asking once', async () => {
    await show({ more: full, mine: { waiting: waitingOf() } }, (standing) => ({
      'events.stopWaiting': () => {
        standing.mine = {}
        return {}
      },
    }))
    navigationFake.answer = false
    await act(async () => press('stop-waiting'))
    expect(callsOf('events.stopWaiting')).toEqual([])
    navigationFake.answer = true
    await act(async () => press('stop-waiting'))
    expect(byId('wait')).toBeInTheDocument()
  })

  it('keeps a place for a while: taken with one press', async () => {
    const waiting = waitingOf({ mode: 'ask', state: 'offered', position: null, offeredUntil: clockFake.time + HOUR })
    await show({ more: full, mine: { waiting } }, (standing) => ({
      'events.answerOffer': () => {
        standing.mine = { enrollment: 'enrolled' }
        return { eventId: 'e1', enrollment: 'enrolled', waiting: null }
      },
    }))
    expect(byId('my-part')).toHaveTextContent('有空位了，为你留到 13:00，还有 1 小时')
    await act(async () => press('accept-offer'))
    expect(callsOf('events.answerOffer')).toMatchObject([{ input: { eventId: 'e1', accept: true } }])
    expect(byId('my-part')).toHaveTextContent('已报名')
  })

  it('gives the place on by itself: the time runs on the page, and the server is asked what became of it', async () => {
    const offered = waitingOf({ mode: 'ask', state: 'offered', position: null, offeredUntil: clockFake.time + 60_000 })
    const standing: Standing = { more: full, mine: { waiting: offered } }
    await show(standing)
    const before = callsOf('events.get').length
    standing.mine = { waiting: { ...offered, state: 'expired', offeredUntil: null } }
    await act(async () => clockFake.advance(60_000))
    expect(byId('my-part')).toHaveTextContent('位子已给下一位。还想去？重新候补')
    expect(callsOf('events.get').length).toBeGreaterThan(before)
    expect(byId('wait')).toHaveTextContent('重新候补')
  })

  it('says that it came too late to an offer, and offers the line again', async () => {
    const offered = waitingOf({ mode: 'ask', state: 'offered', position: null, offeredUntil: clockFake.time + HOUR })
    await show({ more: full, mine: { waiting: offered } }, (standing) => ({
      'events.answerOffer': () => {
        standing.mine = { waiting: { ...offered, state: 'expired', offeredUntil: null } }
        return refused('offer_expired')
      },
    }))
    await act(async () => press('accept-offer'))
    expect(byId('event-problem')).toHaveTextContent('位子已给下一位')
    expect(byId('wait')).toBeInTheDocument()
  })
})

describe('not coming', () => {
  it('is asked once while the window is open, and gives the place up', async () => {
    await show({ more: {}, mine: { enrollment: 'enrolled', mayLeave: true } }, (standing) => ({
      'events.leave': () => {
        standing.mine = { enrollment: 'left' }
        return enrollment('left')
      },
    }))
    navigationFake.answer = false
    await act(async () => press('leave'))
    expect(callsOf('events.leave')).toEqual([])
    expect(navigationFake.questions).toMatchObject([{ danger: true, text: expect.stringContaining('让给别人') }])
    navigationFake.answer = true
    await act(async () => press('leave'))
    expect(byId('enroll')).toBeInTheDocument()
  })

  it('is 请假 after the window, with a word for the organizer or without', async () => {
    const more = { enrollUntil: clockFake.time - 1 }
    await show({ more, mine: { enrollment: 'enrolled', mayLeave: true, leaveNeedsWord: true } }, (standing) => ({
      'events.leave': () => {
        standing.mine = { enrollment: 'on_leave' }
        return enrollment('on_leave')
      },
    }))
    expect(byId('leave')).toHaveTextContent('来不了？请假')
    await act(async () => press('leave'))
    fireEvent.change(byId('leave-sheet-text')!, { target: { value: ' 临时有课 ' } })
    await act(async () => press('leave-sheet-submit'))
    expect(callsOf('events.leave')).toMatchObject([{ input: { eventId: 'e1', reason: '临时有课' } }])
    expect(byId('leave-sheet')).toBeNull()
    expect(byId('my-part')).toHaveTextContent('已请假，位子让给别人了')
  })

  it('keeps what was written where no answer came', async () => {
    await show({ more: {}, mine: { enrollment: 'enrolled', mayLeave: true, leaveNeedsWord: true } }, () => ({
      'events.leave': refused('event_started'),
    }))
    await act(async () => press('leave'))
    fireEvent.change(byId('leave-sheet-text')!, { target: { value: '临时有课' } })
    await act(async () => press('leave-sheet-submit'))
    expect(byId('leave-sheet')).toHaveTextContent('活动已经开始，不能再请假')
    expect(byId('leave-sheet-text')).toHaveValue('临时有课')
  })

  it('cannot be said any more after the start', async () => {
    await show({ more: { startsAt: clockFake.time - 60_000 }, mine: { enrollment: 'enrolled' } })
    expect(byId('leave')).toBeNull()
    expect(byId('to-calendar')).toBeNull()
  })

  it.each([
    ['coming', true],
    ['not-coming', false],
  ])('or coming is said the day before: %s', async (id, coming) => {
    await show({ more: {}, mine: { enrollment: 'enrolled', askComing: true, mayLeave: true } }, () => ({
      'events.coming': enrollment(coming ? 'enrolled' : 'left'),
    }))
    expect(byId('my-part')).toHaveTextContent('来不来？')
    expect(byId('leave')).toBeNull()
    await act(async () => press(id))
    expect(callsOf('events.coming')).toMatchObject([{ input: { eventId: 'e1', coming } }])
  })
})

describe('lots', () => {
  const lots = (more: Partial<EventDetail> = {}) => ({ byLots: true, enrollUntil: clockFake.time + HOUR, lotsSeedHash: 'a1b2c3', ...more })

  it('are applied for, and taken back before they are drawn', async () => {
    await show({ more: lots(), mine: {} }, (standing) => ({
      'events.enroll': () => {
        standing.mine = { enrollment: 'applied', mayLeave: true }
        return enrollment('applied')
      },
      'events.leave': enrollment('left'),
    }))
    expect(byId('enroll')).toHaveTextContent('报名抽签')
    await act(async () => press('enroll'))
    expect(navigationFake.toasts).toEqual(['报上了，13:00 截止后抽'])
    expect(byId('my-part')).toHaveTextContent('已报名抽签')
    expect(byId('leave')).toHaveTextContent('不抽了')
    await act(async () => press('leave'))
    expect(callsOf('events.leave')).toHaveLength(1)
  })

  it('show the hash of the seed before, and how they are drawn', async () => {
    await show({ more: lots({ firstTimerPercent: 20 }), mine: {} })
    await act(async () => press('event-lots'))
    const sheet = byId('lots-sheet')!
    expect(sheet).toHaveTextContent('a1b2c3')
    expect(byId('lots-seed')).toHaveTextContent('抽完公布')
    expect(sheet).toHaveTextContent('前 20% 的名额先给第一次来的')
    act(() => press('lots-me'))
    expect(navigationFake.copied).toBe('xiaoyu')
  })

  it('show the seed afterwards', async () => {
    await show({
      more: lots({ drawnAt: clockFake.time, enrollUntil: clockFake.time, lotsSeed: 'seed-of-lots' }),
      mine: { enrollment: 'not_drawn' },
    })
    expect(byId('my-part')).toHaveTextContent('这次没抽中')
    await act(async () => press('event-lots'))
    act(() => press('lots-seed'))
    expect(navigationFake.copied).toBe('seed-of-lots')
  })
})

describe('what must be known before anything else', () => {
  it('is that it was called off, and why', async () => {
    await show({ more: { status: 'cancelled', cancelReason: '台风' }, mine: {} })
    expect(byId('event-cancelled')).toHaveTextContent('活动取消了：台风')
    expect(byId('enroll')).toBeNull()
    expect(byId('share')).toBeNull()
  })

  it('is that time or place changed, for those who count on it', async () => {
    const changed = { changedAt: clockFake.time - HOUR }
    const { unmount } = await show({ more: changed, mine: { enrollment: 'enrolled', mayLeave: true } })
    expect(byId('event-changed')).toHaveTextContent('11:00 改过时间或地点，以这里的为准。来不了可以直接取消，不留记录')
    unmount()
    newPhone()
    await show({ more: changed, mine: {} })
    expect(byId('event-changed')).toBeNull()
  })

  it.each<[string, Partial<MyWholePart>]>([
    ['said since that they come', { enrollment: 'enrolled', comingAt: 1_795_233_600_000 }],
    ['joined the line since', { waiting: waitingOf({ since: 1_795_233_600_000 }) }],
  ])('is nothing new to somebody who %s', async (_, mine) => {
    await show({ more: { changedAt: clockFake.time - HOUR, free: 0 }, mine })
    expect(byId('event-changed')).toBeNull()
  })

  it('is that an absence puts me behind others, and until when, where there is a line', async () => {
    await show({ more: { free: 0 }, mine: { behindUntil: clockFake.time + 29 * 24 * HOUR } })
    const notice = byId('behind-until')!
    expect(notice.compareDocumentPosition(byId('event-places')!)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    expect(notice).toHaveTextContent('12月20日 周日前，候补会排在别人后面，报名不受影响')
  })

  it('tells the same at its foot where it changes nothing', async () => {
    await show({ more: {}, mine: { behindUntil: clockFake.time + 29 * 24 * HOUR } })
    expect(byId('behind-until')!.compareDocumentPosition(byId('event-places')!)).toBe(Node.DOCUMENT_POSITION_PRECEDING)
  })

  it.each([
    ['in_review', null, '上级审核中'],
    ['draft', '时间写错了', '审核退回了：时间写错了'],
    ['draft', null, '还没发布'],
  ] as const)('is that nobody else sees it: %s, %s', async (status, reviewNote, words) => {
    await show({ more: { status, reviewNote, mayEdit: true, mayManage: true }, mine: {} })
    expect(byId('event-unpublished')).toHaveTextContent(words)
    expect(byId('enroll')).toBeNull()
    expect(byId('open-door')).toBeNull()
    act(() => press('edit-event'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/publishing/publish/index?eventId=e1' }])
  })
})

describe('the calendar of the phone', () => {
  it.each([
    ['added', '已加到手机日历，提前 1 小时提醒'],
    ['downloaded', '日历文件下载好了，点开就能加上'],
    ['refused', '没有日历权限，在设置里打开再试'],
    ['failed', '这部手机加不进日历，自己记一下时间'],
  ] as const)('%s: %s', async (outcome, words) => {
    calendarFake.outcome = outcome
    await show({ more: {}, mine: { enrollment: 'enrolled' } })
    await act(async () => press('to-calendar'))
    expect(calendarFake.entered).toMatchObject([{ title: '社区旧物改造工作坊', alarmMinutes: 60 }])
    expect(navigationFake.toasts).toEqual([words])
  })

  it('is no matter where the person gave up', async () => {
    calendarFake.outcome = 'given_up'
    await show({ more: {}, mine: { enrollment: 'enrolled' } })
    await act(async () => press('to-calendar'))
    expect(navigationFake.toasts).toEqual([])
  })
})

describe('one event', () => {
  it('leads to the camera for this very event when it is time', async () => {
    await show({ more: { startsAt: clockFake.time - 60_000 }, mine: { enrollment: 'enrolled' } })
    act(() => press('sign-in'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/attendance/scan/index?eventId=e1' }])
  })

  it('leads to its home', async () => {
    await show({ more: {}, mine: {} })
    act(() => press('event-home'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/homes/detail/index?homeId=h1' }])
  })

  it('shows for whom it is, and sends others on', async () => {
    await show({ more: { audience: 'members' }, mine: { refusal: 'not_for_you' } })
    expect(byId('event-who')).toHaveTextContent('面向团员')
    act(() => press('other-events'))
    expect(navigationFake.moves).toEqual([{ how: 'switchTab', url: '/pages/events/index' }])
  })

  it('shows its cover, and what it looked like, over the whole screen as well', async () => {
    const showcase = { text: '修好了 31 件', pictures: ['a/1', 'a/2'], at: 1 }
    await show({ more: { cover: 'a/0', showcase, status: 'closed' }, mine: {} })
    expect(screen.getByAltText('社区旧物改造工作坊的封面')).toHaveAttribute('src', '/files/a/0')
    expect(byId('event-showcase')).toHaveTextContent('修好了 31 件')
    act(() => press('showcase-picture-1'))
    expect(galleryFake.shown).toEqual([{ sources: ['/files/a/1', '/files/a/2'], first: 1 }])
  })

  it.each(['draft', 'in_review'] as const)(
    'asks for the cover of a %s in the name of who may see it, as it has no address',
    async (status) => {
      await show({ more: { cover: 'a/0', status, mayEdit: true }, mine: {} }, () => ({
        'files.get': { mime: 'image/jpeg', base64: 'AAAA' },
      }))
      expect(callsOf('files.get')).toMatchObject([{ input: { file: 'a/0' } }])
      expect(screen.getByAltText('社区旧物改造工作坊的封面')).toHaveAttribute('src', 'data:image/jpeg;base64,AAAA')
    },
  )

  it('shows how those who came found it', async () => {
    const rating = { count: 12, average: 46, tags: [{ tag: 'useful' as const, count: 7 }] }
    await show({ more: { rating, status: 'closed' }, mine: {} })
    expect(byId('rating-summary')).toHaveTextContent('4.612 个来过的人有收获 7')
  })

  it('says that an unknown event is not there', async () => {
    serve({ 'events.get': refused('not_found') })
    render(<Detail />)
    await waitFor(() => expect(byId('error')).toHaveTextContent('没找到'))
  })

  it('opens the door and the screen to whoever may hold them, and no more', async () => {
    await show({ more: { mayManage: true }, mine: {} })
    expect(byId('edit-event')).toBeNull()
    act(() => press('open-door'))
    act(() => press('open-screen'))
    expect(navigationFake.moves.map(({ url }) => url)).toEqual([
      '/packages/door/list/index?eventId=e1',
      '/packages/screen/event/index?eventId=e1',
    ])
  })

  it('leads its officers to the closing once it is over', async () => {
    await show({ more: { mayEdit: true, mayManage: true, startsAt: clockFake.time - 3 * HOUR, endsAt: clockFake.time }, mine: {} })
    expect(byId('edit-event')).toBeNull()
    act(() => press('close-event'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/workbench/closing/index?eventId=e1' }])
  })

  it.each([
    ['that waits for the officer', { pending: true, signedInAt: 1 }, '等负责人确认'],
    ['that was signed out', { signedInAt: 0, signedOutAt: HOUR }, '08:00 签到，09:00 签退，活动完结后入账'],
  ])('says my part %s', async (_, mine, words) => {
    await show({ more: {}, mine })
    expect(byId('my-part')).toHaveTextContent(words)
  })

  it('is asked for by its code, by its id, or not at all', async () => {
    serve({ 'events.get': detailOf() })
    const hook = renderHook(({ address }) => useEvent(address, true), { initialProps: { address: {} as { eventId?: string } } })
    expect(callsOf('events.get')).toEqual([])
    hook.rerender({ address: { eventId: 'e1' } })
    await waitFor(() => expect(hook.result.current.query.data?.id).toBe('e1'))
    expect(callsOf('events.get')).toMatchObject([{ input: { eventId: 'e1' } }])
  })
})
