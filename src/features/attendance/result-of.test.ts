import { AppError, ERROR_CODES, type ErrorCode } from '@core/contract/errors'
import { ERROR_WORDING } from '@core/contract/wording'
import type { AttendanceCard } from '@core/contract/attendance'
import type { Scanned } from '@core/rules/attendance/scanned'
import { instantOf } from '@core/rules/shared/calendar'
import { shownOf, type ScanResult } from './result-of'
import { headline } from './sentence'

const NOW = instantOf('2026-11-21', '14:03')
const scanned: Scanned = {
  kind: 'code',
  code: { purpose: 'sign_in', eventCode: '0123456789', step: Math.floor(instantOf('2026-11-21', '14:02') / 10_000), mac: 'x' },
}
const poster: Scanned = { kind: 'home', homeCode: '0123456789' }
const attendance: AttendanceCard = {
  eventId: 'e',
  eventCode: '0123456789',
  title: '社区旧物改造工作坊',
  homeName: '东关青年之家',
  name: '晓雨',
  startsAt: instantOf('2026-11-21', '14:00'),
  endsAt: instantOf('2026-11-21', '17:00'),
  signedInAt: instantOf('2026-11-21', '14:02'),
  signedOutAt: null,
  tardyMinutes: 0,
  minutes: 0,
  signOut: true,
}
const outcome = (name: 'signed_in' | 'repeat' | 'delayed' | 'signed_out', more: Partial<AttendanceCard> = {}): ScanResult => ({
  kind: 'outcome',
  outcome: { outcome: name, attendance: { ...attendance, ...more } },
})
const show = (result: ScanResult) => shownOf(result, scanned, NOW)
const refused = (error: ErrorCode, params = {}) => show({ kind: 'refused', error: new AppError(error, params) })

describe('what went well', () => {
  it.each([
    ['signed in', outcome('signed_in'), 'green', 'check', '签到成功，晓雨', '欢迎你！', 'event'],
    ['came late', outcome('signed_in', { tardyMinutes: 18 }), 'green', 'clock', '签到成功', '活动开始 18 分钟了，快进场吧', 'event'],
    ['a repeat', outcome('repeat'), 'blue', 'check', '14:02 已经签过了', '不用再扫', 'event'],
    ['delayed', outcome('delayed'), 'gold', 'clock', '已送达', '等负责人确认，你不用再操作', 'home'],
    [
      'signed out',
      outcome('signed_out', { signedOutAt: instantOf('2026-11-21', '17:06'), minutes: 150 }),
      'green',
      'check',
      '签退成功',
      '共 2.5 小时，活动完结后入账',
      'hours',
    ],
  ])('%s', (_, result, tone, icon, title, text, next) => {
    expect(show(result)).toMatchObject({ tone, icon, title, text, next, card: { title: '社区旧物改造工作坊' } })
  })

  it('names the home and the time on the card', () => {
    expect(show(outcome('signed_in')).card?.line).toBe('14:02 · 东关青年之家')
    expect(show(outcome('signed_out', { signedOutAt: instantOf('2026-11-21', '17:06') })).card?.line).toBe(
      '14:02 签到 · 17:06 签退 · 东关青年之家',
    )
  })

  it('names the day of a repeat that was not today', () => {
    expect(show(outcome('repeat', { signedInAt: instantOf('2026-11-20', '14:02') })).title).toBe('昨天 14:02 已经签过了')
  })
})

describe('what lies on the phone', () => {
  const offline = new AppError('offline')

  it('says that it is saved, and when it was scanned', () => {
    expect(show({ kind: 'saved', again: false, title: '社区旧物改造工作坊', error: offline })).toMatchObject({
      tone: 'gold',
      icon: 'saved',
      title: '已存在手机',
      text: '有网会自动送达。先进场吧',
      card: { title: '社区旧物改造工作坊', line: '扫码时间 14:02 · 还没送达' },
      next: 'home',
    })
  })

  it('says that it was saved before', () => {
    expect(show({ kind: 'saved', again: true, title: '', error: offline })).toMatchObject({
      title: '已经存在手机了',
      card: { title: '签到' },
    })
  })

  it('is honest where it could not be saved', () => {
    const shown = show({ kind: 'unsaved', error: offline })
    expect(shown).toMatchObject({ tone: 'red', title: '手机存满了', next: 'rescan' })
    expect(shown.text).toContain('没能存下来')
  })
})

describe('what was refused', () => {
  it.each(ERROR_CODES.map((name) => [name]))('%s has a headline, a sign and one thing to do, and no braces', (name) => {
    const shown = refused(name)
    expect(shown.title.length).toBeGreaterThan(1)
    expect(shown.nextText.length).toBeGreaterThan(1)
    expect(`${shown.title}${shown.text}`).not.toMatch(/[{}]/)
    expect(['red', 'blue', 'gold', 'grey']).toContain(shown.tone)
  })

  it.each([
    ['code_expired', {}, 'red', '这个码过期了', '请扫大屏上正在转的码', 'rescan'],
    ['code_unreadable', {}, 'red', '认不出这个码', '扫大屏，或出示「我的码」', 'rescan'],
    ['other_event', { title: '走，去看海' }, 'red', '这是「走，去看海」的码', '看看是不是走错了', 'other_event'],
    ['too_early', { time: '13:30' }, 'blue', '还没到签到时间', '13:30 开始', 'event'],
    ['sign_in_closed', {}, 'red', '签到结束了', '来了却没签上？告诉负责人', 'event'],
    ['sign_out_closed', {}, 'gold', '签退结束了', '告诉负责人你几点走的', 'leave_time'],
    ['not_enrolled_full', {}, 'red', '没查到你的报名', '现场也满了。问问门口的工作人员', 'events'],
    ['event_cancelled', { reason: '台风' }, 'grey', '活动取消了', '台风。抱歉让你白跑', 'events'],
    ['event_cancelled', {}, 'grey', '活动取消了', '抱歉让你白跑', 'events'],
    ['bad_request', { field: 'code' }, 'red', '认不出这个码', '扫大屏，或出示「我的码」', 'rescan'],
  ] as const)('%s %j', (name, params, tone, title, text, next) => {
    expect(refused(name, params)).toMatchObject({ tone, title, text, next })
  })
})

it('parts a sentence before it is filled, and keeps the question', () => {
  expect(headline('还没报名？现场还有 {n} 个名额', { n: 6 })).toEqual({ title: '还没报名？', text: '现场还有 6 个名额' })
  expect(headline('没有停顿')).toEqual({ title: '没有停顿', text: '' })
  for (const sentence of Object.values(ERROR_WORDING)) expect(headline(sentence).title).not.toBe('')
})

describe('the poster of a home', () => {
  const visited = (first: boolean): ScanResult => ({ kind: 'visited', homeId: 'h', homeName: '东关青年之家', first })

  it('welcomes whoever comes, and counts them once a day', () => {
    expect(shownOf(visited(true), poster, NOW)).toMatchObject({ tone: 'green', title: '欢迎来东关青年之家', next: 'youth_home' })
    expect(shownOf(visited(false), poster, NOW)).toMatchObject({ tone: 'blue', text: '今天已经记过了，不用再扫' })
  })

  it('lies on the phone like a scan', () => {
    const saved: ScanResult = { kind: 'saved', again: false, title: '', error: new AppError('offline') }
    expect(shownOf(saved, poster, NOW)).toMatchObject({ tone: 'gold', card: { title: '青年之家的海报' } })
  })

  it('says that the phone’s clock is wrong, since it dates the visit', () => {
    for (const code of ['code_expired', 'invalid_time'] as const) {
      const refusal: ScanResult = { kind: 'refused', error: new AppError(code) }
      expect(shownOf(refusal, poster, NOW).title).toBe('手机时间不准')
      expect(shownOf(refusal, scanned, NOW).title).not.toBe('手机时间不准')
    }
  })
})

it('says of a pass and of a card whom they are for', () => {
  expect(show({ kind: 'pass', what: 'pass' })).toMatchObject({ tone: 'blue', title: '这是「我的码」', next: 'my_pass' })
  expect(show({ kind: 'pass', what: 'card' })).toMatchObject({ title: '这是一张纸质卡' })
})
