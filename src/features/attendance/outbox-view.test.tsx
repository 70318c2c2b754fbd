import { act, render, waitFor } from '@testing-library/react'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { storageFake } from '@/platform/storage/fake'
import { settled } from '@/sync/_outbox-fakes'
import { callsOf, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { keepRecord, useOutbox, wakeOutbox } from '@/sync/outbox'
import { useSession } from '@/sync/session'
import { attendanceOf, codeNow, press, ticketOf } from './_scan-page'
import { OutboxView } from './outbox-view'
import { useTicket } from './ticket'

beforeEach(() => {
  newPhone()
  useTicket.setState({ kept: null })
})

const scan = () => keepRecord({ procedure: 'attendance.scan', input: { code: codeNow(), delivery: 'stored' }, subject: 'event:0123456789' })
const show = () => render(<OutboxView loggedIn={useSession.getState().person !== null} />)
const item = (nonce: string) => document.getElementById(`outbox-item-${nonce}`)
const only = () => useOutbox.getState().records[0]!

it('says what the place is for while nothing lies in it', () => {
  show()
  expect(document.getElementById('outbox-empty')).toHaveTextContent('有网自动送达')
})

it('shows a saved scan with its event and time, and sends it on a press', async () => {
  logInAs('xiaoyu')
  networkFake.set(false)
  const { nonce } = scan()
  show()
  expect(item(nonce)).toHaveTextContent('扫到的活动')
  expect(item(nonce)).toHaveTextContent('已存在手机')
  expect(item(nonce)).toHaveTextContent('扫码签到 · 今天 12:00')
  expect(item(nonce)).toHaveTextContent('有网会自动送达')
  networkFake.online = true
  serve({ 'attendance.scan': { outcome: 'delayed', attendance: attendanceOf() } })
  await act(async () => press('outbox-wake'))
  await waitFor(() => expect(item(nonce)).toHaveTextContent('已送达'))
  expect(item(nonce)).toHaveTextContent('社区旧物改造工作坊')
  expect(item(nonce)).toHaveTextContent('等负责人确认')
})

it('shows why a record could not be delivered, and forgets it only after asking', async () => {
  logInAs('xiaoyu')
  serve({ 'attendance.scan': refused('sign_in_closed') })
  scan()
  await act(() => wakeOutbox())
  show()
  const { nonce } = only()
  expect(item(nonce)).toHaveTextContent('需要处理')
  expect(item(nonce)).toHaveTextContent('签到结束了')
  expect(document.getElementById(`outbox-retry-${nonce}`)).toBeNull()
  navigationFake.answer = false
  await act(async () => press(`outbox-remove-${nonce}`))
  expect(item(nonce)).toBeInTheDocument()
  expect(navigationFake.questions).toMatchObject([{ danger: true, text: '删了就不会再送，也找不回来' }])
  navigationFake.answer = true
  await act(async () => press(`outbox-remove-${nonce}`))
  expect(item(nonce)).toBeNull()
  expect(useOutbox.getState().records).toEqual([])
})

it('tries again where it may come out differently', async () => {
  logInAs('xiaoyu')
  serve({ 'attendance.scan': refused('not_signed_in') })
  scan()
  await act(() => wakeOutbox())
  show()
  serve({ 'attendance.scan': { outcome: 'signed_in', attendance: attendanceOf() } })
  await act(async () => {
    press(`outbox-retry-${only().nonce}`)
    await settled()
  })
  expect(only()).toMatchObject({ state: 'delivered' })
})

it('sends a scan of before the log-in only after 「是我扫的」', async () => {
  scan()
  logInAs('xiaoyu')
  serve({ 'attendance.scan': { outcome: 'signed_in', attendance: attendanceOf() } })
  await act(() => wakeOutbox())
  expect(callsOf('attendance.scan')).toEqual([])
  show()
  expect(item(only().nonce)).toHaveTextContent('登录前扫的，是你扫的吗？')
  await act(async () => {
    press(`outbox-mine-${only().nonce}`)
    await settled()
  })
  expect(callsOf('attendance.scan')).toMatchObject([{ token: 'token-of-xiaoyu' }])
  expect(only()).toMatchObject({ person: 'xiaoyu', state: 'delivered' })
})

it('asks nobody for their word while nobody is there', () => {
  const { nonce } = scan()
  show()
  expect(item(nonce)).toHaveTextContent('登录后说一声「是我扫的」就送')
  expect(document.getElementById(`outbox-mine-${nonce}`)).toBeNull()
})

it('leads on where a delivered scan still lacks an enrollment', async () => {
  logInAs('xiaoyu')
  serve({ 'attendance.scan': ticketOf('walk_in') })
  scan()
  await act(() => wakeOutbox())
  show()
  expect(item(only().nonce)).toHaveTextContent('你还没报名这场活动')
  act(() => press(`outbox-finish-${only().nonce}`))
  expect(useTicket.getState().kept?.ticket.ticket).toBe('ticket-walk_in')
  expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/attendance/scan/index' }])
  expect(useOutbox.getState().records).toEqual([])
})

it('does not show what belongs to somebody else', () => {
  logInAs('laowang')
  networkFake.set(false)
  const { nonce } = scan()
  logInAs('xiaoyu')
  show()
  expect(item(nonce)).toBeNull()
  expect(document.getElementById('outbox-others')).toHaveTextContent('另有 1 条属于别的账号')
})

it('says that the phone is full rather than pretend', async () => {
  logInAs('xiaoyu')
  serve({ 'attendance.scan': refused('not_signed_in') })
  scan()
  await act(() => wakeOutbox())
  show()
  storageFake.full = true
  act(() => press(`outbox-retry-${only().nonce}`))
  expect(navigationFake.toasts).toEqual(['手机存满了，清一点空间再试'])
  expect(only().state).toBe('aside')
})

it('says why it waits when the server is busy', async () => {
  logInAs('xiaoyu')
  serve({ 'attendance.scan': refused('unavailable') })
  scan()
  await act(() => wakeOutbox())
  show()
  expect(item(only().nonce)).toHaveTextContent('过会儿自动再送')
  expect(clockFake.timers.size).toBeGreaterThan(0)
})

describe('what else lies on a phone', () => {
  const keepRoll = (entries: number) =>
    keepRecord({
      procedure: 'attendance.record',
      input: {
        eventId: 'e1',
        entries: Array.from({ length: entries }, (_, n) => ({
          personId: `p${n}`,
          purpose: 'sign_in' as const,
          by: 'roll_call' as const,
          at: clockFake.time,
          reason: '',
        })),
      },
      subject: 'door:e1',
      title: '河道清理',
    })
  const keepPoster = () =>
    keepRecord({
      procedure: 'attendance.poster',
      input: { code: '9876543210', delivery: 'stored', at: clockFake.time },
      subject: 'home:9876543210',
    })

  it('is an officer’s roll call, by how many', async () => {
    logInAs('officer')
    networkFake.set(false)
    const { nonce } = keepRoll(43)
    show()
    expect(item(nonce)).toHaveTextContent('河道清理')
    expect(item(nonce)).toHaveTextContent('43 人签到（负责人点名） · 今天 12:00')
    networkFake.online = true
    const entry = { personId: 'p0', name: '王旭', enrolled: true, at: clockFake.time }
    serve({
      'attendance.record': {
        entries: [
          { ...entry, outcome: 'signed_in' },
          { ...entry, outcome: 'repeat' },
        ],
      },
    })
    await act(() => wakeOutbox())
    expect(item(nonce)).toHaveTextContent('其中 1 人之前就登记过')
  })

  it('is a record whose time cannot be', async () => {
    logInAs('officer')
    serve({ 'attendance.record': refused('invalid_time') })
    keepRoll(1)
    await act(() => wakeOutbox())
    show()
    expect(item(only().nonce)).toHaveTextContent('手机时间可能不准')
  })

  it('is a visit, by the name of the home once it is known', async () => {
    logInAs('xiaoyu')
    serve({ 'attendance.poster': { outcome: 'visited', homeId: 'h1', homeName: '东关青年之家', first: true } })
    keepPoster()
    await act(() => wakeOutbox())
    show()
    expect(item(only().nonce)).toHaveTextContent('东关青年之家')
    expect(item(only().nonce)).toHaveTextContent('到访记下了')
  })

  it('is a poster that leaves a question: the answer goes with the time of the scan', async () => {
    logInAs('xiaoyu')
    const scannedAt = clockFake.time
    const { event } = ticketOf('login')
    serve({ 'attendance.poster': { outcome: 'choose', homeId: 'h1', homeName: '东关青年之家', events: [event] } })
    keepPoster()
    await act(() => wakeOutbox())
    show()
    const { nonce } = only()
    expect(item(nonce)).toHaveTextContent('说一下你来参加哪一场')
    await act(async () => press(`outbox-finish-${nonce}`))
    expect(only().nonce).toBe(nonce)
    clockFake.time += 600_000
    navigationFake.choice = 0
    serve({ 'attendance.poster': { outcome: 'signed_in', attendance: attendanceOf() } })
    await act(async () => press(`outbox-finish-${nonce}`))
    await act(() => wakeOutbox())
    expect(callsOf('attendance.poster').at(-1)).toMatchObject({ input: { eventId: 'e1', at: scannedAt, delivery: 'stored' } })
    expect(useOutbox.getState().records).toMatchObject([{ state: 'delivered', title: '社区旧物改造工作坊' }])
  })
})
