import { act, cleanup, waitFor } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import { callFake } from '@/platform/call/fake'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { scanFake } from '@/platform/scan/fake'
import { storageFake } from '@/platform/storage/fake'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { keepAnswer } from '@/sync/answers'
import { keepRecord, useOutbox, wakeOutbox } from '@/sync/outbox'
import { signOff } from '@/sync/session'
import { attendanceOf, codeNow, openScan, press, said, ticketOf } from './_scan-page'
import { useServerClock } from './server-clock'
import { useTicket } from './ticket'

beforeEach(() => {
  newPhone()
  useTicket.setState({ kept: null })
  useServerClock.setState({ known: null })
})

const records = () => useOutbox.getState().records
const signedIn = () => ({ outcome: 'signed_in' as const, attendance: attendanceOf() })

describe('somebody who is logged in', () => {
  beforeEach(() => logInAs('xiaoyu'))

  it('posts the code the moment the page opens, live, and is in', async () => {
    serve({ 'attendance.scan': signedIn() })
    openScan(`https://qn.example/q/${codeNow()}`, 'e1')
    await waitFor(() => expect(said()).toEqual(['签到成功，晓雨', '欢迎你！']))
    expect(callsOf('attendance.scan')).toMatchObject([
      { input: { code: codeNow(), delivery: 'live', expected: 'e1' }, token: 'token-of-xiaoyu', device: 'AAAAAAAAAAAAAAAAAAAAAA' },
    ])
    expect(navigationFake.vibrations).toBe(1)
    press('result-next')
    expect(navigationFake.moves).toEqual([{ how: 'replace', url: '/packages/events/detail/index?code=0123456789' }])
  })

  it('opens the camera when the page comes without a code', async () => {
    serve({ 'attendance.scan': signedIn() })
    scanFake.code = codeNow()
    openScan(null)
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
  })

  it('offers camera and photo when the camera was closed without a code', async () => {
    serve({ 'attendance.scan': signedIn() })
    openScan(null)
    await waitFor(() => expect(document.getElementById('open-camera')).toBeInTheDocument())
    scanFake.photo = codeNow()
    act(() => press('choose-photo'))
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
  })

  it('sends nothing that is no code of ours', async () => {
    openScan('https://example.com/nonsense')
    await waitFor(() => expect(said()[0]).toBe('认不出这个码'))
    expect(callsOf('attendance.scan')).toEqual([])
    serve({ 'attendance.scan': signedIn() })
    scanFake.code = codeNow()
    act(() => press('result-next'))
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
  })

  it('reads a refusal once: it does not lie among the open things as well', async () => {
    serve({ 'attendance.scan': refused('code_expired') })
    openScan(codeNow())
    await waitFor(() => expect(said()[0]).toBe('这个码过期了'))
    expect(records()).toEqual([])
  })

  it('saves the scan without a network, by the name of the event it knows, and delivers it as stored', async () => {
    keepAnswer('answer/xiaoyu/events.get/{}', { data: { code: '0123456789', title: '社区旧物改造工作坊' }, fetchedAt: 1 })
    networkFake.set(false)
    openScan(codeNow())
    await waitFor(() => expect(said()).toEqual(['已存在手机', '有网会自动送达。先进场吧']))
    expect(document.getElementById('result-card')).toHaveTextContent('社区旧物改造工作坊扫码时间 12:00')
    expect(callsOf('attendance.scan')).toEqual([])
    networkFake.online = true
    serve({ 'attendance.scan': { outcome: 'delayed', attendance: attendanceOf() } })
    await act(() => wakeOutbox())
    expect(callsOf('attendance.scan')).toMatchObject([{ input: { delivery: 'stored' } }])
    expect(records()).toMatchObject([{ state: 'delivered', person: 'xiaoyu' }])
  })

  it('sends the same nonce again as stored when the live answer was lost', async () => {
    goDark()
    openScan(codeNow())
    await waitFor(() => expect(said()[0]).toBe('已存在手机'))
    serve({ 'attendance.scan': signedIn() })
    await act(() => wakeOutbox())
    const sent = callsOf('attendance.scan')
    expect(sent.map(({ input }) => (input as { delivery: string }).delivery)).toEqual(['live', 'stored'])
    expect(new Set(sent.map(({ nonce }) => nonce)).size).toBe(1)
  })

  it('makes no second record of the same event while the first lies on the phone', async () => {
    networkFake.set(false)
    openScan(codeNow())
    await waitFor(() => expect(said()[0]).toBe('已存在手机'))
    cleanup()
    clockFake.advance(20_000)
    openScan(codeNow())
    await waitFor(() => expect(said()).toEqual(['已经存在手机了', '有网会自动送达，不用再扫。先进场吧']))
    expect(records()).toHaveLength(1)
  })

  it('keeps a later sign-out beside the first, since the last one counts, and the same one only once', async () => {
    networkFake.set(false)
    for (const expected of ['已存在手机', '已经存在手机了']) {
      openScan(codeNow('sign_out'))
      await waitFor(() => expect(said()[0]).toBe(expected))
      cleanup()
    }
    clockFake.advance(7_200_000)
    openScan(codeNow('sign_out'))
    await waitFor(() => expect(said()[0]).toBe('已存在手机'))
    expect(records()).toHaveLength(2)
  })

  it('delivers the first when the second scan finds a network, and shows what came of it', async () => {
    networkFake.set(false)
    openScan(codeNow())
    await waitFor(() => expect(said()[0]).toBe('已存在手机'))
    cleanup()
    networkFake.online = true
    clockFake.advance(20_000)
    serve({ 'attendance.scan': signedIn() })
    openScan(codeNow())
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
    expect(records()).toMatchObject([{ state: 'delivered' }])
  })

  it('scans anew where the first was refused', async () => {
    networkFake.set(false)
    openScan(codeNow())
    await waitFor(() => expect(said()[0]).toBe('已存在手机'))
    cleanup()
    networkFake.online = true
    serve({ 'attendance.scan': refused('code_expired') })
    await act(() => wakeOutbox())
    expect(records()).toMatchObject([{ state: 'aside' }])
    clockFake.advance(20_000)
    serve({ 'attendance.scan': signedIn() })
    openScan(codeNow())
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
  })

  it('says so when the phone is full and no answer came', async () => {
    storageFake.full = true
    goDark()
    openScan(codeNow())
    await waitFor(() => expect(said()[0]).toBe('手机存满了'))
    expect(records()).toEqual([])
  })

  it('enrolls and signs in with one press where places are free', async () => {
    serve({ 'attendance.scan': ticketOf('walk_in'), 'attendance.walkIn': signedIn() })
    openScan(codeNow())
    await waitFor(() => expect(said()).toEqual(['还没报名？', '现场还有 6 个名额']))
    act(() => press('walk-in'))
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
    expect(callsOf('attendance.walkIn')).toMatchObject([{ input: { ticket: 'ticket-walk_in' } }])
    expect(useTicket.getState().kept).toBeNull()
    expect(records()).toEqual([])
  })

  it('says at once that the last place went to somebody else', async () => {
    serve({ 'attendance.scan': ticketOf('walk_in'), 'attendance.walkIn': refused('not_enrolled_full') })
    openScan(codeNow())
    await waitFor(() => expect(document.getElementById('walk-in')).toBeInTheDocument())
    act(() => press('walk-in'))
    await waitFor(() => expect(said()[0]).toBe('没查到你的报名'))
  })

  it('keeps the offer when the network goes in the middle of it', async () => {
    serve({ 'attendance.scan': ticketOf('walk_in', { places: null }) })
    openScan(codeNow())
    await waitFor(() => expect(said()).toEqual(['还没报名？', '现场可以直接报']))
    goDark()
    act(() => press('walk-in'))
    await waitFor(() => expect(document.getElementById('walk-in-problem')).toHaveTextContent('网络太慢'))
    serve({ 'attendance.walkIn': signedIn() })
    act(() => press('walk-in'))
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
  })

  it('asks for the log-in again where the server no longer knows it, and loses nothing', async () => {
    serve({ 'attendance.scan': ticketOf('login'), 'attendance.redeem': signedIn() })
    openScan(codeNow())
    await waitFor(() => expect(document.getElementById('log-in')).toBeInTheDocument())
    act(() => press('log-in'))
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
  })
})

describe('somebody who is not logged in', () => {
  it('counts at once, and signs in with the ticket after the log-in', async () => {
    serve({ 'attendance.scan': ticketOf('login'), 'attendance.redeem': signedIn() })
    openScan(codeNow())
    await waitFor(() => expect(document.getElementById('scan-kept')).toHaveTextContent('扫到了：社区旧物改造工作坊'))
    expect(callsOf('attendance.scan')).toMatchObject([{ token: undefined, input: { delivery: 'live' } }])
    expect(records()).toEqual([])
    act(() => press('log-in'))
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
    expect(callsOf('attendance.redeem')).toMatchObject([{ token: 'token-of-xiaoyu', input: { ticket: 'ticket-login' } }])
    expect(useTicket.getState().kept).toBeNull()
    expect(storageFake.entries.has('attendance.ticket')).toBe(false)
  })

  it('goes on after the app was closed in the middle of the log-in', async () => {
    serve({ 'attendance.scan': ticketOf('login'), 'attendance.redeem': signedIn() })
    openScan(codeNow())
    await waitFor(() => expect(document.getElementById('scan-kept')).toBeInTheDocument())
    cleanup()
    useTicket.setState({ kept: JSON.parse(storageFake.entries.get('attendance.ticket')!) })
    logInAs('xiaoyu')
    openScan(null)
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
  })

  it('leaves its ticket to nobody else: it is gone at log-out', async () => {
    logInAs('xiaoyu')
    serve({ 'attendance.scan': ticketOf('walk_in') })
    openScan(codeNow())
    await waitFor(() => expect(document.getElementById('walk-in')).toBeInTheDocument())
    cleanup()
    signOff()
    logInAs('laowang')
    openScan(null)
    await waitFor(() => expect(document.getElementById('open-camera')).toBeInTheDocument())
    expect(storageFake.entries.has('attendance.ticket')).toBe(false)
  })

  it('takes the code of a link before a ticket of earlier', async () => {
    serve({ 'attendance.scan': ticketOf('login') })
    openScan(codeNow())
    await waitFor(() => expect(document.getElementById('scan-kept')).toBeInTheDocument())
    cleanup()
    logInAs('xiaoyu')
    serve({ 'attendance.scan': signedIn() })
    openScan(codeNow('sign_in', '9876543210'))
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
    expect(callsOf('attendance.redeem')).toEqual([])
  })

  it('is told that the ticket is too old, and scans again', async () => {
    serve({ 'attendance.scan': ticketOf('login'), 'attendance.redeem': refused('ticket_expired') })
    openScan(codeNow())
    await waitFor(() => expect(document.getElementById('log-in')).toBeInTheDocument())
    act(() => press('log-in'))
    await waitFor(() => expect(said()[0]).toBe('离扫码过去太久了'))
    expect(useTicket.getState().kept).toBeNull()
    expect(records()).toEqual([])
  })

  it('turns the ticket into a stored scan when the network goes after the log-in: a ticket would be too old by then', async () => {
    serve({ 'attendance.scan': ticketOf('login') })
    openScan(codeNow(), 'e1')
    const scanned = codeNow()
    await waitFor(() => expect(document.getElementById('log-in')).toBeInTheDocument())
    goDark()
    act(() => press('log-in'))
    await waitFor(() => expect(said()[0]).toBe('已存在手机'))
    expect(records()).toMatchObject([
      {
        procedure: 'attendance.scan',
        person: 'xiaoyu',
        state: 'waiting',
        title: '社区旧物改造工作坊',
        input: { code: scanned, delivery: 'stored', expected: 'e1' },
      },
    ])
  })

  it('needs an enrollment after the log-in where there is none', async () => {
    serve({
      'attendance.scan': ticketOf('login'),
      'attendance.redeem': ticketOf('walk_in', { ticket: 'second' }),
      'attendance.walkIn': signedIn(),
    })
    openScan(codeNow())
    await waitFor(() => expect(document.getElementById('log-in')).toBeInTheDocument())
    act(() => press('log-in'))
    await waitFor(() => expect(document.getElementById('walk-in')).toBeInTheDocument())
    act(() => press('walk-in'))
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
    expect(callsOf('attendance.walkIn')).toMatchObject([{ input: { ticket: 'second' } }])
  })

  it('leaves the scan on the phone without a network, as nobody’s', async () => {
    networkFake.set(false)
    openScan(codeNow())
    await waitFor(() => expect(said()[0]).toBe('已存在手机'))
    expect(records()).toMatchObject([{ person: null, state: 'waiting' }])
    cleanup()
    openScan(codeNow())
    await waitFor(() => expect(said()[0]).toBe('已经存在手机了'))
  })

  it('gets through with a second scan when there is a network: the first needs a word that nobody can give yet', async () => {
    keepRecord({ procedure: 'attendance.scan', input: { code: codeNow(), delivery: 'stored' }, subject: 'event:0123456789' })
    serve({ 'attendance.scan': ticketOf('login') })
    openScan(codeNow())
    await waitFor(() => expect(document.getElementById('scan-kept')).toBeInTheDocument())
    expect(callsOf('attendance.scan')).toMatchObject([{ input: { delivery: 'live' } }])
  })
})

describe('the poster of a home', () => {
  const POSTER = 'https://qn.example/q/h/9876543210'
  const visited = { outcome: 'visited' as const, homeId: 'h1', homeName: '东关青年之家', first: true }
  const event = (id: string, title: string) => ({ ...ticketOf('login').event, eventId: id, title })

  it('is a visit, at once and live', async () => {
    logInAs('xiaoyu')
    serve({ 'attendance.poster': visited })
    openScan(POSTER)
    await waitFor(() => expect(said()).toEqual(['欢迎来东关青年之家', '来了就多坐会儿']))
    expect(callsOf('attendance.poster')).toMatchObject([{ input: { code: '9876543210', delivery: 'live', at: clockFake.time } }])
    press('result-next')
    expect(navigationFake.moves).toEqual([{ how: 'replace', url: '/packages/homes/detail/index?homeId=h1' }])
  })

  it('is a sign-in where an event there takes it', async () => {
    logInAs('xiaoyu')
    serve({ 'attendance.poster': signedIn() })
    openScan(POSTER)
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
  })

  it('waits on the phone without a network, once a day, with the time it was scanned', async () => {
    logInAs('xiaoyu')
    networkFake.set(false)
    const scannedAt = clockFake.time
    openScan(POSTER)
    await waitFor(() => expect(said()[0]).toBe('已存在手机'))
    cleanup()
    clockFake.advance(3_600_000)
    openScan(POSTER)
    await waitFor(() => expect(said()[0]).toBe('已经存在手机了'))
    expect(records()).toHaveLength(1)
    networkFake.online = true
    serve({ 'attendance.poster': visited })
    await act(() => wakeOutbox())
    expect(callsOf('attendance.poster')).toMatchObject([{ input: { delivery: 'stored', at: scannedAt } }])
  })

  it('asks which event where several take it, and keeps the time of the scan', async () => {
    logInAs('xiaoyu')
    serve({
      'attendance.poster': ({ input }) =>
        (input as { eventId?: string }).eventId === 'e2'
          ? signedIn()
          : { outcome: 'choose', homeId: 'h1', homeName: '东关青年之家', events: [event('e1', '旧书换绿植'), event('e2', '读书会')] },
    })
    const scannedAt = clockFake.time
    openScan(POSTER)
    await waitFor(() => expect(document.getElementById('scan-choose')).toHaveTextContent('东关青年之家现在有几场活动'))
    expect(records()).toEqual([])
    clockFake.advance(60_000)
    act(() => press('choose-e2'))
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
    expect(callsOf('attendance.poster').at(-1)).toMatchObject({ input: { eventId: 'e2', at: scannedAt, delivery: 'stored' } })
  })

  it('asks for the log-in first, and counts from when it was scanned', async () => {
    serve({ 'attendance.poster': visited })
    const scannedAt = clockFake.time
    openScan(POSTER)
    await waitFor(() => expect(document.getElementById('scan-home')).toHaveTextContent('扫到了青年之家的海报'))
    expect(callsOf('attendance.poster')).toEqual([])
    clockFake.advance(20_000)
    act(() => press('log-in'))
    await waitFor(() => expect(said()[0]).toBe('欢迎来东关青年之家'))
    expect(callsOf('attendance.poster')).toMatchObject([{ token: 'token-of-xiaoyu', input: { at: scannedAt, delivery: 'live' } }])
  })

  it('is dated by the server’s clock where the phone knows it', async () => {
    logInAs('xiaoyu')
    useServerClock.setState({ known: { offset: -3_600_000, error: 10 } })
    serve({ 'attendance.poster': visited })
    openScan(POSTER)
    await waitFor(() => expect(said()[0]).toBe('欢迎来东关青年之家'))
    expect(callsOf('attendance.poster')).toMatchObject([{ input: { at: clockFake.time - 3_600_000, delivery: 'live' } }])
  })
})

it('says whom a pass and a card are for, and sends nothing', async () => {
  for (const [letter, words] of [
    ['p', '这是「我的码」'],
    ['c', '这是一张纸质卡'],
  ]) {
    openScan(`https://qn.example/q/${letter}/${'A'.repeat(60)}.${'B'.repeat(86)}`)
    await waitFor(() => expect(said()[0]).toBe(words))
    cleanup()
  }
  expect(callFake.sent).toEqual([])
})

it('offers 我的码 where scanning did not work', async () => {
  openScan('https://example.com/nonsense')
  await waitFor(() => expect(said()[0]).toBe('认不出这个码'))
  press('show-pass')
  expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/attendance/pass/index' }])
})

it('says that the camera is not allowed', async () => {
  Object.defineProperty(scanFake, 'code', {
    configurable: true,
    get: () => {
      throw new AppError('camera_refused')
    },
  })
  openScan(null)
  await waitFor(() => expect(said()[0]).toBe('没有相机权限'))
  Object.defineProperty(scanFake, 'code', { configurable: true, writable: true, value: null })
})

describe('the code on the phone of whoever receives', () => {
  const DUTY = 'd/7KQ2M9XZAB.1abc.0123456789abcdef'
  const came = () => ({ sessionId: 's1', name: '晓雨', hostName: '林书记', startsAt: clockFake.time + 600_000 })

  it('signs in at once who is logged in, and leads to the session', async () => {
    logInAs('xiaoyu')
    serve({ 'sessions.checkInByCode': came })
    openScan(`https://qn.example/q/${DUTY}`)
    await waitFor(() => expect(said()).toEqual(['签到成功，晓雨', '12:10 到你，先坐一会儿']))
    expect(document.getElementById('result-card')).toHaveTextContent('团委书记与你面对面12:10 · 林书记接待')
    expect(callsOf('sessions.checkInByCode')).toMatchObject([{ input: { code: DUTY }, token: 'token-of-xiaoyu' }])
    press('result-next')
    expect(navigationFake.moves).toEqual([{ how: 'replace', url: '/packages/sessions/detail/index?code=7KQ2M9XZAB' }])
  })

  it('asks for a log-in first, and signs in right after it', async () => {
    serve({ 'sessions.checkInByCode': came })
    openScan(DUTY)
    await waitFor(() => expect(document.getElementById('scan-duty')).toHaveTextContent('扫到了面对面的签到码'))
    expect(callsOf('sessions.checkInByCode')).toEqual([])
    act(() => press('log-in'))
    await waitFor(() => expect(said()[0]).toBe('签到成功，晓雨'))
  })

  it('asks again where the server no longer knows the log-in', async () => {
    logInAs('xiaoyu')
    serve({ 'sessions.checkInByCode': refused('not_logged_in') })
    openScan(DUTY)
    await waitFor(() => expect(document.getElementById('scan-duty')).toBeInTheDocument())
  })

  it('says whose phone to scan, and that one may come without a booking', async () => {
    logInAs('xiaoyu')
    serve({ 'sessions.checkInByCode': refused('code_expired') })
    openScan(DUTY)
    await waitFor(() => expect(said()).toEqual(['这个码过期了', '扫接待的人手机上正在转的码']))
    serve({ 'sessions.checkInByCode': refused('not_booked') })
    scanFake.code = DUTY
    act(() => press('result-next'))
    await waitFor(() => expect(said()).toEqual(['你没有约这一场', '没约也能来，告诉接待的人一声就行']))
    cleanup()
    serve({ 'sessions.checkInByCode': refused('too_early', { time: '今天 09:00' }) })
    openScan(DUTY)
    await waitFor(() => expect(said()).toEqual(['还没到签到时间', '今天 09:00 开始']))
  })

  it('needs the network, and keeps nothing on the phone', async () => {
    logInAs('xiaoyu')
    networkFake.set(false)
    openScan(DUTY)
    await waitFor(() => expect(said()[0]).toBe('没有网络'))
    expect(records()).toEqual([])
  })
})
