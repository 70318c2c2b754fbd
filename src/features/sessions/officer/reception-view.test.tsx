import { act, fireEvent, render } from '@testing-library/react'
import decodeQR from 'qr/decode.js'
import { AppError } from '@core/contract/errors'
import type { ReceptionLine, SessionCard } from '@core/contract/sessions'
import { stepOf } from '@core/rules/attendance/code'
import { dutyCodeFor } from '@core/rules/sessions/duty-code-mac'
import { toBase64url } from '@core/rules/shared/bytes'
import { HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { drawPicture } from '@/components/qr-code/_draw-picture'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { scanFake } from '@/platform/scan/fake'
import { viewfinderFake } from '@/platform/viewfinder/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { idOf, line, LIN, NOW, sessionCard } from './_duty'
import { ReceptionView } from './reception-view'
import { useReception } from './use-reception'

const SESSION = idOf(1)
const PASS = `https://youth.example.cn/q/p/${'A'.repeat(60)}.${'B'.repeat(86)}`
const at = (clock: string) => instantOf('2026-11-28', clock)
const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => act(async () => void fireEvent.change(element(id), { target: { value } }))
const gone = (id: string) => document.getElementById(id) === null

function Page({ shown = true }: { shown?: boolean }) {
  return <ReceptionView model={useReception(SESSION, shown)} />
}

async function show(items: ReceptionLine[], more: Parameters<typeof answerCalls>[0] = {}, session: Partial<SessionCard> = {}) {
  answerCalls({ 'sessions.reception': () => ({ session: sessionCard(1, session), items }), ...more })
  const view = render(<Page />)
  await act(async () => undefined)
  return view
}

beforeEach(() => {
  newPhone()
  logInAs(LIN.id)
  clockFake.time = NOW
})

it('shows who comes when, with what, and what they came with before', async () => {
  const earlier = [
    {
      at: instantOf('2026-10-17', '09:30'),
      topic: 'rights' as const,
      question: '工资没发',
      record: '联系了劳动监察',
      state: 'answered' as const,
    },
  ]
  await show([
    line(1, { comingAt: at('07:00'), earlier }),
    line(2, { name: '匿名青年', anonymous: true, slotNo: 2, startsAt: at('09:30'), topic: 'life', question: '' }),
    line(3, { name: '周航', anonymous: true, slotNo: 3, startsAt: at('10:00'), question: '' }),
  ])
  expect(document.querySelector('.reception__head')).toHaveTextContent('今天 09:00–11:30东关青年之家 · 林书记接待约了 3 · 到了 0 · 办完 0')
  expect(element(`person-${idOf(1)}`)).toHaveTextContent('王旭没到就业创业 · 说好了来想摆摊，去哪里办手续来过 1 次 · 看看签到')
  expect(element(`person-${idOf(2)}`)).toHaveTextContent('匿名青年没到生活情感签到')
  expect(element(`person-${idOf(3)}`)).toHaveTextContent('周航没到就业创业 · 对别人匿名签到')
  await press(`earlier-${idOf(1)}`)
  expect(element(`person-${idOf(1)}`)).toHaveTextContent('10月17日 周六 · 权益维护工资没发答复：联系了劳动监察')
})

it('leads somebody from signed in to answered, with one press at a time and a record at the end', async () => {
  let state: ReceptionLine['state'] = 'booked'
  const answers = {
    'sessions.reception': () => ({ session: sessionCard(1), items: [line(1, { state }), line(2, { name: '李晓雨' })] }),
    'sessions.checkIn': () => ((state = 'checked_in'), {}),
    'sessions.start': () => ((state = 'met'), {}),
    'sessions.finish': () => ((state = 'answered'), {}),
  }
  await show([], answers)
  const button = () => element(`step-${idOf(1)}`)
  expect(button()).toHaveTextContent('签到')
  expect(button()).toHaveClass('button--primary')
  expect(element(`step-${idOf(2)}`)).toHaveClass('button--plain')
  await press(`step-${idOf(1)}`)
  expect(button()).toHaveTextContent('开始')
  await press(`step-${idOf(1)}`)
  expect(button()).toHaveTextContent('办完')
  await press(`step-${idOf(1)}`)
  expect(element('finish-sheet')).toHaveTextContent('王旭：当场答复')
  await write('finish-sheet-text', ' 去政务大厅 3 号窗口 ')
  await press('finish-sheet-submit')
  const who = { sessionId: SESSION, bookingId: idOf(1) }
  expect([sentTo('sessions.checkIn'), sentTo('sessions.start'), sentTo('sessions.finish')]).toEqual([
    [who],
    [who],
    [{ ...who, record: '去政务大厅 3 号窗口' }],
  ])
  expect(gone('finish-sheet')).toBe(true)
  expect(gone(`step-${idOf(1)}`)).toBe(true)
  expect(element(`step-${idOf(2)}`)).toHaveClass('button--primary')
})

it('hands over what cannot be answered on the spot: to whom, by which working day, with a word for whoever takes it', async () => {
  let state: ReceptionLine['state'] = 'met'
  const center = idOf(80)
  await show([], {
    'sessions.reception': () => ({ session: sessionCard(1), items: [line(1, { state })] }),
    'cases.services': () => ({ items: [], orgs: [{ id: center, name: '县青年中心', above: true }] }),
    'cases.handOver': () => ((state = 'case_opened'), { caseId: idOf(81) }),
  })
  await press(`step-${idOf(1)}`)
  await press('finish-end-hand_over')
  expect(element('finish-sheet-submit')).toHaveTextContent('选转给谁')
  await press('finish-sheet-submit')
  expect(sentTo('cases.handOver')).toEqual([])
  const picker = (id: string) => element(id).querySelector('[data-testid="picker"]')!
  await act(async () => void fireEvent.change(picker('hand-over-org'), { target: { value: 1 } }))
  await act(async () => void fireEvent.change(picker('hand-over-due'), { target: { value: '2026-12-12' } }))
  expect(element('finish-sheet')).toHaveTextContent('不是工作日，换一个工作日')
  await press('finish-sheet-submit')
  expect(sentTo('cases.handOver')).toEqual([])
  await act(async () => void fireEvent.change(picker('hand-over-due'), { target: { value: '2026-12-11' } }))
  await write('finish-sheet-text', ' 材料齐了 ')
  await press('finish-sheet-submit')
  expect(sentTo('cases.handOver')).toEqual([
    { sessionId: SESSION, bookingId: idOf(1), record: '材料齐了', orgId: center, dueOn: '2026-12-11' },
  ])
  expect(sentTo('sessions.finish')).toEqual([])
  expect(gone('finish-sheet')).toBe(true)
  expect(element('slot-answered')).toHaveTextContent('转办了')
  // Where it is now may be none of the host's.
  expect(navigationFake.moves).toEqual([])
  expect(document.body.innerHTML).not.toContain(idOf(81))
  expect(document.querySelector('.reception__head')).toHaveTextContent('办完 1')
})

it('names its tools by what is read on them and more', async () => {
  await show([line(1)])
  for (const id of ['open-code', 'open-scan', 'open-walk-in'])
    expect(element(id).getAttribute('aria-label')).toContain(element(id).textContent)
})

it('says at the thumb what was refused, and shows the list as it is', async () => {
  await show([line(1)], {
    'sessions.checkIn': () => {
      throw new AppError('booking_state_wrong')
    },
  })
  const before = sentTo('sessions.reception').length
  await press(`step-${idOf(1)}`)
  expect(element('reception-problem')).toHaveTextContent('这一位的状态变了，刷新看看')
  expect(sentTo('sessions.reception').length).toBe(before + 1)
})

it('keeps the record that was written when it could not be sent', async () => {
  await show([line(1, { state: 'met' })], {
    'sessions.finish': () => {
      throw new AppError('offline')
    },
  })
  await press(`step-${idOf(1)}`)
  await write('finish-sheet-text', '去政务大厅')
  await press('finish-sheet-submit')
  expect(element('finish-sheet')).toHaveTextContent('没有网络，连上后再试')
  expect(element('finish-sheet-text')).toHaveValue('去政务大厅')
})

it('asks again while it is looked at, when the network comes back, and not while it lies below another page', async () => {
  const view = await show([line(1)])
  const asked = () => sentTo('sessions.reception').length
  const before = asked()
  await act(async () => clockFake.advance(15_000))
  expect(asked()).toBe(before + 1)
  act(() => networkFake.set(false))
  await act(async () => clockFake.advance(30_000))
  expect(asked()).toBe(before + 1)
  await act(async () => networkFake.set(true))
  expect(asked()).toBe(before + 2)
  view.rerender(<Page shown={false} />)
  await act(async () => clockFake.advance(60_000))
  expect(asked()).toBe(before + 2)
})

describe('the code on the host’s phone', () => {
  const secret = new Uint8Array(32).fill(7)
  const opened = (now: number) => ({
    sessionId: SESSION,
    code: '0000000001',
    secret: toBase64url(secret),
    startsAt: at('09:00'),
    endsAt: at('11:30'),
    publicUrl: 'https://youth.example.cn',
    now,
  })
  const shownLink = () => decodeQR(drawPicture(element('duty-qr').getAttribute('src')!, 4))
  const linkAt = (now: number) => `https://youth.example.cn/q/${dutyCodeFor(secret, { id: SESSION, code: '0000000001' }, stepOf(now))}`

  it('turns every ten seconds by the server’s time, and says who came', async () => {
    const ahead = 3 * HOUR_MS
    await show([line(1, { state: 'checked_in', checkedInAt: at('08:29') })], { 'sessions.openCode': () => opened(clockFake.time + ahead) })
    await press('open-code')
    expect(shownLink()).toBe(linkAt(NOW + ahead))
    expect(element('latest')).toHaveTextContent('王旭 08:29 到了')
    await act(async () => clockFake.advance(10_000))
    expect(shownLink()).toBe(linkAt(NOW + ahead + 10_000))
    expect(sentTo('sessions.openCode')).toHaveLength(1)
  })

  it('looks more often who came while it is held up', async () => {
    await show([line(1)], { 'sessions.openCode': () => opened(clockFake.time) })
    await press('open-code')
    const before = sentTo('sessions.reception').length
    await act(async () => clockFake.advance(12_000))
    expect(sentTo('sessions.reception').length).toBe(before + 1)
    await act(async () => clockFake.advance(4_000))
    expect(sentTo('sessions.reception').length).toBe(before + 2)
    await press('code-sheet-close')
    await act(async () => clockFake.advance(8_000))
    expect(sentTo('sessions.reception').length).toBe(before + 2)
  })

  it('says why there is none, and tries again', async () => {
    let down = true
    await show([line(1)], {
      'sessions.openCode': () => {
        if (down) throw new AppError('session_cancelled', { reason: '出差' })
        return opened(clockFake.time)
      },
    })
    await press('open-code')
    expect(element('code-error')).toHaveTextContent('这一场取消了：出差')
    down = false
    await press('code-error-retry')
    expect(shownLink()).toBe(linkAt(NOW))
  })
})

describe('scanning 我的码', () => {
  const came = { sessionId: SESSION, name: '王旭', hostName: '林书记', startsAt: at('09:00') }

  it('signs in whoever holds it up, once, and brings the list', async () => {
    await show([line(1)], { 'sessions.checkInByPass': () => came })
    await press('open-scan')
    const before = sentTo('sessions.reception').length
    await act(async () => viewfinderFake.show(PASS))
    expect(sentTo('sessions.checkInByPass')).toEqual([{ sessionId: SESSION, pass: PASS }])
    expect(element('pass-verdict')).toHaveTextContent('王旭签到了，约的是 09:00')
    expect(sentTo('sessions.reception').length).toBe(before + 1)
    await act(async () => viewfinderFake.show(PASS))
    expect(sentTo('sessions.checkInByPass')).toHaveLength(1)
  })

  it('sends nothing of what is no pass', async () => {
    await show([line(1)])
    await press('open-scan')
    await act(async () => viewfinderFake.show('https://example.com/menu'))
    expect(element('pass-verdict')).toHaveTextContent('这不是「我的码」')
    expect(sentTo('sessions.checkInByPass')).toEqual([])
  })

  it('leads on to a walk-in where they have not booked', async () => {
    await show([line(1)], {
      'sessions.checkInByPass': () => {
        throw new AppError('not_booked')
      },
      'sessions.walkIn': () => came,
    })
    await press('open-scan')
    await act(async () => viewfinderFake.show(PASS))
    expect(element('pass-verdict')).toHaveTextContent('TA 没约这一场')
    await press('pass-verdict-action')
    expect(element('walk-in-pass')).toHaveTextContent('不用写名字')
    await press('walk-in-topic-study')
    await press('walk-in-save')
    expect(sentTo('sessions.walkIn')).toEqual([{ sessionId: SESSION, pass: PASS, name: null, topic: 'study', question: '' }])
    expect(navigationFake.toasts).toEqual(['王旭登记好了'])
    expect(gone('walk-in-sheet')).toBe(true)
  })

  it('goes on without a camera in the page', async () => {
    await show([line(1)], { 'sessions.checkInByPass': () => came })
    await press('open-scan')
    act(() => viewfinderFake.ail('没有相机权限'))
    expect(element('no-viewfinder')).toHaveTextContent('没有相机权限')
    scanFake.code = PASS
    await press('scan-one')
    expect(element('pass-verdict')).toHaveTextContent('王旭签到了')
  })
})

it('writes down a walk-in by name, and asks for one', async () => {
  await show([], { 'sessions.walkIn': () => ({ sessionId: SESSION, name: '王同学', hostName: '林书记', startsAt: NOW }) })
  expect(element('nobody')).toHaveTextContent('还没有人约')
  await press('open-walk-in')
  await press('walk-in-save')
  expect(element('walk-in-sheet')).toHaveTextContent('写一下怎么称呼')
  await write('walk-in-name', ' 王同学 ')
  await press('walk-in-topic-work')
  await write('walk-in-question', '想开网店')
  await press('walk-in-save')
  expect(sentTo('sessions.walkIn')).toEqual([{ sessionId: SESSION, pass: null, name: '王同学', topic: 'work', question: '想开网店' }])
})

it('shows why somebody did not come, and lets it not count after one question', async () => {
  await show(
    [
      line(1, { state: 'no_show', explanation: '路上摔了一跤' }),
      line(2, { state: 'cancelled' }),
      line(3, { state: 'no_show', excused: true }),
    ],
    { 'sessions.excuse': () => ({}) },
  )
  expect(element(`person-${idOf(1)}`)).toHaveTextContent('王旭没来就业创业 · 09:00–09:30想摆摊，去哪里办手续TA 说：路上摔了一跤')
  expect(element(`person-${idOf(2)}`)).toHaveTextContent('临时取消')
  expect(element(`explanation-${idOf(2)}`)).toHaveTextContent('TA 还没说明情况')
  expect(gone(`excuse-${idOf(3)}`)).toBe(true)
  navigationFake.answer = false
  await press(`excuse-${idOf(1)}`)
  expect(sentTo('sessions.excuse')).toEqual([])
  navigationFake.answer = true
  await press(`excuse-${idOf(1)}`)
  expect(sentTo('sessions.excuse')).toEqual([{ sessionId: SESSION, bookingId: idOf(1) }])
})

it('has nobody’s turn next once it is over', async () => {
  clockFake.time = at('12:01')
  await show([line(1, { state: 'checked_in', checkedInAt: at('09:00') })])
  expect(element('reception-notice')).toHaveTextContent('这一场结束了')
  expect(document.querySelector('.button--primary')).toBeNull()
})

it('has no tools where the session was cancelled, and says why', async () => {
  await show([line(1, { state: 'cancelled' })], {}, { cancelReason: '临时去市里开会' })
  expect(element('reception-notice')).toHaveTextContent('这一场取消了：临时去市里开会')
  expect(gone('open-code')).toBe(true)
})

it('has its tools beside the list on a desk', async () => {
  displayFake.wide = true
  await show([line(1)])
  expect(document.querySelector('.reception__side #open-code')).toBeInTheDocument()
  expect(document.querySelector('.dock')).toBeNull()
})

it('says what did not come', async () => {
  await show([], {
    'sessions.reception': () => {
      throw new AppError('not_found')
    },
  })
  expect(element('error')).toHaveTextContent('没找到')
})
