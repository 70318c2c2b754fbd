import { act, render, waitFor } from '@testing-library/react'
import type { Me } from '@core/contract/people'
import { MODULES } from '@core/contract/names'
import { formatCode, stepOf } from '@core/rules/attendance/code'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { useMe } from '@/features/people/me'
import ScanPage from '@/packages/attendance/scan/index'
import LoginPage from '@/packages/people/login/index'
import YouthHomePage from '@/packages/homes/detail/index'
import RecordPage from '@/packages/hours/record/index'
import InboxPage from '@/packages/inbox/list/index'
import SessionPage from '@/packages/sessions/detail/index'
import MySessionsPage from '@/packages/sessions/mine/index'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { pageFake } from '../../tests/mocks/taro'
import EventsPage from './events/index'
import HomePage from './home/index'
import MePage from './me/index'
import MeetingsPage from './meetings/index'

const ME: Me = {
  ...{ id: 'xiaoyu', name: '李晓雨', consented: true, orgName: '第三团支部' },
  ...{ isMember: false, volunteerNo: null, birthMonth: null, grants: [] },
}
const CODE = '0123456789'
const card = () => ({
  id: 'e1',
  code: CODE,
  title: '社区旧物改造工作坊',
  category: 'volunteer',
  categoryName: '志愿服务',
  cover: null,
  audience: 'open' as const,
  byLots: false,
  homeId: 'h1',
  homeName: '东关青年之家',
  startsAt: clockFake.time + 3_600_000,
  endsAt: clockFake.time + 7_200_000,
  status: 'published' as const,
  places: 30,
  free: 6,
  givesHours: true,
  creditModule: null,
  creditHundredths: 0,
})
const mine = {
  ...{ enrollment: 'enrolled' as const, shift: null, comingAt: null, waiting: null },
  ...{ signedInAt: null, signedOutAt: null, pending: false, proposedLeftAt: null },
}
/** My booking of a session, in two weeks. */
const booked = () => ({
  ...{ sessionId: 's1', code: 'SSSSSSSSSS', homeName: '县青年中心', hostName: '林书记', slotNo: 1, state: 'booked' as const },
  ...{ startsAt: clockFake.time + 14 * 86_400_000, endsAt: clockFake.time + 14 * 86_400_000 + 1_800_000 },
  ...{ topic: 'work' as const, question: '', late: false, explained: false, excused: false },
})
const answers = () => ({
  'people.who': { me: ME, demo: true },
  'events.list': { items: [card()], next: null },
  'events.mine': { items: [{ event: card(), mine }], next: null },
  'hours.mine': { totalMinutes: 750, claimedMinutes: 0, months: [], claims: [], items: [], next: null },
  'transcript.mine': {
    totalHundredths: 635,
    claimedHundredths: 0,
    modules: MODULES.map((module) => ({ module, hundredths: 0 })),
    claims: [],
    items: [],
    next: null,
  },
  'homes.list': { items: [] },
  'sessions.list': { items: [], next: null },
  'sessions.mine': { items: [booked()], offers: [], next: null, pausedUntil: null },
  'inbox.unread': { unreadCount: 2 },
})
const byId = (id: string) => document.getElementById(id)
const press = (id: string) => byId(id)!.click()

beforeEach(() => {
  newPhone()
  pageFake.reset()
  useMe.setState({ me: null, demo: true, ready: true })
})

function comeBack() {
  logInAs('xiaoyu')
  useMe.setState({ me: ME })
}

describe('首页', () => {
  it('is warm to whoever comes for the first time, and asks nothing in their name', async () => {
    serve(answers())
    render(<HomePage />)
    await waitFor(() => expect(byId(`event-${CODE}`)).toBeInTheDocument())
    expect(byId('greeting')).toHaveTextContent('中午好，欢迎你')
    expect(byId('welcome')).toBeInTheDocument()
    expect(byId('demo-banner')).toBeInTheDocument()
    expect(callsOf('hours.mine')).toEqual([])
    act(() => press('scan-button'))
    act(() => press('login'))
    expect(navigationFake.moves.map(({ url }) => url)).toEqual(['/packages/attendance/scan/index', '/packages/people/login/index'])
  })

  it('greets by name, with the next thing, the hours and the week', async () => {
    comeBack()
    serve(answers())
    render(<HomePage />)
    await waitFor(() => expect(byId('hours-card')).toHaveTextContent('志愿服务还差 7.5 小时'))
    expect(byId('greeting')).toHaveTextContent('中午好，晓雨')
    expect(document.body).toHaveTextContent('下一件事')
    await waitFor(() => expect(byId('session-SSSSSSSSSS')).toHaveTextContent('和林书记面对面'))
    expect(byId('welcome')).toBeNull()
  })

  it('says that something is unread, on the tab where it can be read', async () => {
    comeBack()
    serve(answers())
    render(<HomePage />)
    await waitFor(() => expect([...navigationFake.dots]).toEqual(['/pages/me/index']))
  })

  it('answers what waits for my word, and shows what became of it', async () => {
    comeBack()
    let said = false
    serve({
      ...answers(),
      'events.mine': () => ({ items: [{ event: card(), mine: { ...mine, comingAt: said ? 1 : null } }], next: null }),
      'events.coming': () => {
        said = true
        return { eventId: 'e1', state: 'enrolled', at: 1, shift: null }
      },
    })
    render(<HomePage />)
    await waitFor(() => expect(byId(`coming-${CODE}`)).toBeInTheDocument())
    await act(async () => press(`coming-${CODE}`))
    await waitFor(() => expect(byId(`coming-${CODE}`)).toBeNull())
  })

  it('asks again when it comes to the front, and says from when its content is without a network', async () => {
    comeBack()
    serve(answers())
    render(<HomePage />)
    await waitFor(() => expect(byId('hours-card')).toBeInTheDocument())
    const before = callsOf('events.list').length
    goDark()
    await act(async () => pageFake.show())
    expect(callsOf('events.list')).toHaveLength(before + 1)
    await waitFor(() => expect(byId('network-banner')).toHaveTextContent('没连上，已保存的都还在'))
    expect(byId('hours-card')).toBeInTheDocument()
  })
})

it('活动 is read again from its first part when pulled down', async () => {
  serve(answers())
  render(<EventsPage />)
  await waitFor(() => expect(byId(`event-${CODE}`)).toBeInTheDocument())
  await act(() => pageFake.pull())
  expect(callsOf('events.list')).toHaveLength(2)
})

describe('面对面', () => {
  const session = () => ({
    ...{ id: 's1', code: 'SSSSSSSSSS', orgId: 'o1', orgName: '县团委', homeId: 'h1', homeName: '县青年中心', substitute: false },
    ...{ host: { id: 'p1', name: '林书记', post: '团县委副书记', helpsWith: '' }, cancelReason: null, places: 6, free: 4, waitingCount: 0 },
    ...{ startsAt: clockFake.time + 86_400_000, endsAt: clockFake.time + 97_200_000, mine: null },
  })
  const home = {
    ...{ id: 'h1', name: '县青年中心', orgId: 'o1', orgName: '县团委', address: '文昌路', hours: '', services: [] },
    dutyNote: '每周三晚上',
  }

  it('shows who receives, and besides where one just comes; read again when it comes to the front or is pulled', async () => {
    serve({ ...answers(), 'sessions.list': { items: [session()], next: null }, 'homes.list': { items: [home] } })
    render(<MeetingsPage />)
    await waitFor(() => expect(byId('session-SSSSSSSSSS')).toHaveTextContent('余 4'))
    await waitFor(() => expect(byId('duty-h1')).toHaveTextContent('每周三晚上'))
    const before = callsOf('sessions.list').length
    await act(() => pageFake.pull())
    await act(async () => pageFake.show())
    expect(callsOf('sessions.list')).toHaveLength(before + 2)
  })

  it('is narrowed to a home', async () => {
    serve({ ...answers(), 'homes.list': { items: [home] } })
    render(<MeetingsPage />)
    await waitFor(() => expect(byId('sessions-empty')).toBeInTheDocument())
    act(() => press('choose-home'))
    await act(async () => press('home-h1'))
    expect(byId('homes-sheet')).toBeNull()
    expect(byId('choose-home')).toHaveTextContent('县青年中心')
    expect(callsOf('sessions.list').at(-1)).toMatchObject({ input: { homeId: 'h1' } })
  })
})

describe('我的预约', () => {
  it('is for whoever is logged in', async () => {
    serve(answers())
    render(<MySessionsPage />)
    await waitFor(() => expect(byId('login-needed')).toBeInTheDocument())
    expect(callsOf('sessions.mine')).toEqual([])
  })

  it('is read again when pulled down and when it comes to the front', async () => {
    comeBack()
    serve(answers())
    render(<MySessionsPage />)
    await waitFor(() => expect(byId('session-SSSSSSSSSS')).toBeInTheDocument())
    const before = callsOf('sessions.mine').length
    await act(() => pageFake.pull())
    await act(async () => pageFake.show())
    expect(callsOf('sessions.mine')).toHaveLength(before + 2)
  })
})

it('a session opens by the code of its link, or by its id', async () => {
  for (const params of [{ code: 'SSSSSSSSSS' }, { sessionId: 's1' }]) {
    pageFake.params = params
    serve({ ...answers(), 'sessions.get': refused('not_found') })
    const { unmount } = render(<SessionPage />)
    await waitFor(() => expect(byId('error')).toHaveTextContent('没找到'))
    expect(callsOf('sessions.get').at(-1)).toMatchObject({ input: params })
    unmount()
  }
})

it('我的 shows hours, credits and my events, and to nobody in particular a way in', async () => {
  serve(answers())
  const { unmount } = render(<MePage />)
  expect(byId('login')).toBeInTheDocument()
  expect(byId('hours-card')).toBeNull()
  unmount()
  comeBack()
  render(<MePage />)
  await waitFor(() => expect(byId('credits-card')).toHaveTextContent('6.35'))
  expect(byId('my-name')).toHaveTextContent('李晓雨')
  await waitFor(() => expect(byId('hours-card')).toBeInTheDocument())
  await waitFor(() => expect(byId(`event-${CODE}`)).toHaveTextContent('已报名'))
  expect(byId('open-inbox')).toHaveTextContent('2 条没看')
  await waitFor(() => expect(byId('open-my-sessions')).toHaveTextContent('和林书记面对面'))
  const before = callsOf('inbox.unread').length
  await act(async () => pageFake.show())
  expect(callsOf('inbox.unread')).toHaveLength(before + 1)
})

describe('消息', () => {
  it('is for whoever is logged in', async () => {
    serve(answers())
    render(<InboxPage />)
    await waitFor(() => expect(byId('login-needed')).toBeInTheDocument())
    expect(callsOf('inbox.list')).toEqual([])
  })

  it('is read again when pulled down and when it comes to the front', async () => {
    comeBack()
    serve({ ...answers(), 'inbox.list': { items: [], next: null, unreadCount: 0 } })
    render(<InboxPage />)
    await waitFor(() => expect(byId('inbox-empty')).toBeInTheDocument())
    const before = callsOf('inbox.list').length
    await act(() => pageFake.pull())
    await act(async () => pageFake.show())
    expect(callsOf('inbox.list')).toHaveLength(before + 2)
  })
})

it('the page of a youth home shows its events as lists do, and its last showcase with pictures', async () => {
  pageFake.params = { homeId: 'h1' }
  serve({
    'homes.get': {
      ...{ id: 'h1', name: '东关青年之家', orgId: 'o1', orgName: '团工委', address: '', hours: '', services: [], dutyNote: '', about: '' },
      ...{ cover: null, standing: 'ordinary', next: [card()], residents: [], visitCount: 0, visitedToday: false, mayManage: false },
      lastShowcase: { text: '修好了 31 件', pictures: ['a/1'], at: 1, eventId: 'e9', title: '旧物改造', startsAt: 1 },
    },
  })
  render(<YouthHomePage />)
  await waitFor(() => expect(byId(`event-${CODE}`)).toHaveTextContent('余 6'))
  expect(byId('showcase-picture-0')).toBeInTheDocument()
  act(() => press(`event-${CODE}`))
  expect(navigationFake.moves).toEqual([{ how: 'open', url: `/packages/events/detail/index?code=${CODE}` }])
})

it.each([
  ['hours', 'hours-total', '12.5', '我的时长'],
  ['credits', 'credits-total', '6.35', '我的学分'],
])('the record of %s opens by its name', async (kind, id, total, title) => {
  pageFake.params = { kind }
  comeBack()
  serve(answers())
  render(<RecordPage />)
  await waitFor(() => expect(byId(id)).toHaveTextContent(total))
  expect(navigationFake.title).toBe(title)
})

describe('after the log-in', () => {
  it.each([
    [undefined, { how: 'back', url: '' }],
    ['/pages/me/index', { how: 'switchTab', url: '/pages/me/index' }],
    ['/packages/events/detail/index?code=1', { how: 'replace', url: '/packages/events/detail/index?code=1' }],
    ['https://example.com/', { how: 'back', url: '' }],
    ['//example.com/', { how: 'back', url: '' }],
  ])('goes on to %p, and never out of the app', (next, move) => {
    pageFake.params = { next }
    comeBack()
    render(<LoginPage />)
    expect(navigationFake.moves).toEqual([move])
  })
})

it('a link that was scanned by any camera counts before the log-in and signs in after it', async () => {
  const code = formatCode({ purpose: 'sign_in', eventCode: CODE, step: stepOf(clockFake.time), mac: 'AAAAAAAAAAAAAAAA' })
  pageFake.params = { q: encodeURIComponent(`https://qn.example/q/${code}`) }
  const event = { ...card(), eventId: 'e1', eventCode: CODE }
  serve({
    'people.demoPeople': { items: [{ id: 'xiaoyu', name: '李晓雨', orgName: '', role: null, note: '' }] },
    'people.demoLogin': { token: 'T'.repeat(43), me: { ...ME, consented: false } },
    'people.consent': ME,
    'attendance.scan': {
      outcome: 'ticket',
      need: 'login',
      purpose: 'sign_in',
      ticket: 't',
      expiresAt: clockFake.time + 600_000,
      places: null,
      event,
    },
    'attendance.redeem': {
      outcome: 'signed_in',
      attendance: { ...event, name: '晓雨', signedInAt: clockFake.time, signedOutAt: null, tardyMinutes: 0, minutes: 0, signOut: true },
    },
  })
  render(<ScanPage />)
  await waitFor(() => expect(byId('demo-xiaoyu')).toBeInTheDocument())
  expect(callsOf('attendance.scan')).toMatchObject([{ input: { code, delivery: 'live' } }])
  act(() => press('demo-xiaoyu'))
  await waitFor(() => expect(byId('consent-submit')).toBeInTheDocument())
  act(() => press('consent-submit'))
  await waitFor(() => expect(byId('result-title')).toHaveTextContent('签到成功，晓雨'))
})
