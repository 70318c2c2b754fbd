/**
 * What the full screen says for everything a scan can come to (wording.md, 「Sign-in is theatre」): colour, sign, words, and
 * one thing to do. Green: in. Gold: waits. Blue: known, nothing to do or not yet. Red: does not count. Grey: called off.
 */
import type { AttendanceCard, ScanOutcome } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import type { AppError, ErrorCode } from '@core/contract/errors'
import type { CheckedIn } from '@core/contract/sessions'
import { errorSentence, ERROR_WORDING, WORDING } from '@core/contract/wording'
import { stepTime } from '@core/rules/attendance/code'
import type { Scanned } from '@core/rules/attendance/scanned'
import { hoursText } from '@core/rules/shared/amounts'
import { clockOf, dayName, dayOf } from '@core/rules/shared/calendar'
import type { IconName } from '@/components/icon/names'
import { headline, type Headline } from './sentence'

/** Everything that can become of a scan for the person who holds the phone, except that a log-in or enrollment is missing. */
export type ScanResult =
  | { kind: 'outcome'; outcome: Exclude<ScanOutcome, { outcome: 'ticket' }> }
  /** A visit to a home, by its poster. `first`: of this day. */
  | { kind: 'visited'; homeId: string; homeName: string; first: boolean }
  /** Signed in to be received (团委书记与你面对面). */
  | { kind: 'received'; checkedIn: CheckedIn }
  /** It was somebody's 我的码 or printed card: those are for officers to read. */
  | { kind: 'pass'; what: 'pass' | 'card' }
  | { kind: 'refused'; error: AppError }
  /** It lies on the phone. `again`: it lay there before this scan. `title`: the event, where the phone knows it. */
  | { kind: 'saved'; again: boolean; title: string; error: AppError }
  /** No answer came, and the phone had no room to keep it. */
  | { kind: 'unsaved'; error: AppError }

/** The one thing to do next. */
export type NextStep =
  'event' | 'rescan' | 'hours' | 'home' | 'events' | 'other_event' | 'leave_time' | 'youth_home' | 'my_pass' | 'session'

export interface Shown extends Headline {
  tone: 'green' | 'gold' | 'red' | 'blue' | 'grey'
  icon: IconName
  next: NextStep
  nextText: string
  /** What stands on the card: the event, and a line about it. */
  card: { title: string; line: string } | null
}

const KNOWN = { next: 'home', nextText: '知道了' } as const
const RESCAN = { tone: 'red', icon: 'refresh', next: 'rescan', nextText: '再扫一次' } as const
const OTHERS = { next: 'events', nextText: '看看别的活动' } as const

/** Refusals that deserve more than 「再扫一次」. All others are red and scanned again. */
const REFUSED: Partial<Record<ErrorCode, Pick<Shown, 'tone' | 'icon' | 'next' | 'nextText'>>> = {
  other_event: { tone: 'red', icon: 'alert', next: 'other_event', nextText: '看看这场活动' },
  too_early: { tone: 'blue', icon: 'clock', next: 'event', nextText: '看看活动安排' },
  sign_in_closed: { tone: 'red', icon: 'clock', next: 'event', nextText: '看看活动' },
  sign_out_closed: { tone: 'gold', icon: 'clock', next: 'leave_time', nextText: '说一下几点走的' },
  not_signed_in: { tone: 'red', icon: 'alert', ...KNOWN },
  not_enrolled_full: { tone: 'red', icon: 'people', ...OTHERS },
  walk_in_not_allowed: { tone: 'red', icon: 'people', ...OTHERS },
  event_full: { tone: 'red', icon: 'people', ...OTHERS },
  event_cancelled: { tone: 'grey', icon: 'calendar', ...OTHERS },
  event_not_open: { tone: 'grey', icon: 'calendar', ...OTHERS },
  enrollment_closed: { tone: 'red', icon: 'clock', ...OTHERS },
  already_signed_in: { tone: 'blue', icon: 'check', ...KNOWN },
  camera_refused: { tone: 'red', icon: 'camera', next: 'rescan', nextText: '再试一次' },
}

/** A poster says no time: its sign-in is dated by the phone, and these two mean that its clock is wrong. */
const CLOCK_WRONG: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['invalid_time', 'code_expired'])

/** Only another look at the host's phone helps here. */
const DUTY_RESCAN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'code_expired',
  'code_ahead',
  'code_invalid',
  'offline',
  'timeout',
  'unavailable',
])
const SESSION = { next: 'session', nextText: '看看这一场' } as const

const PASSES = {
  pass: { title: '这是「我的码」', text: '它是给工作人员扫的。你来签到，扫大屏上的码' },
  card: { title: '这是一张纸质卡', text: '它是给工作人员扫的。你来签到，扫大屏上的码' },
} as const

/** What to show of a result. `scanned` is what was scanned, where it could be read; `now` the phone's time. */
export function shownOf(result: ScanResult, scanned: Scanned | null, now: Instant): Shown {
  if (result.kind === 'outcome') return outcomeShown(result.outcome, now)
  if (result.kind === 'visited') return visitedShown(result)
  if (result.kind === 'received') return receivedShown(result.checkedIn, now)
  if (result.kind === 'pass') {
    return { tone: 'blue', icon: 'qr', ...PASSES[result.what], card: null, next: 'my_pass', nextText: '看我的码' }
  }
  if (result.kind === 'refused') return refusedShown(result.error, scanned)
  const card = scanned && savedCard(scanned, result.kind === 'saved' ? result.title : '', now)
  if (result.kind === 'unsaved') {
    return {
      tone: 'red',
      icon: 'alert',
      title: '手机存满了',
      text: `${errorSentence(result.error.code)}。这次没能存下来，清一点空间再扫，或请工作人员帮你`,
      card,
      next: 'rescan',
      nextText: '再扫一次',
    }
  }
  const words = result.again ? { title: '已经存在手机了', text: '有网会自动送达，不用再扫。先进场吧' } : headline(WORDING.saved_offline)
  return { tone: 'gold', icon: 'saved', ...words, card, ...KNOWN }
}

function visitedShown({ homeName, first }: Extract<ScanResult, { kind: 'visited' }>): Shown {
  const text = first ? '来了就多坐会儿' : '今天已经记过了，不用再扫'
  return {
    tone: first ? 'green' : 'blue',
    icon: first ? 'door' : 'check',
    title: first ? `欢迎来${homeName}` : `又来${homeName}了`,
    text,
    card: null,
    next: 'youth_home',
    nextText: '看看这里的活动',
  }
}

function receivedShown({ name, hostName, startsAt }: CheckedIn, now: Instant): Shown {
  const text = now < startsAt ? `${clockOf(startsAt)} 到你，先坐一会儿` : `${hostName}马上接待你`
  const card = { title: '团委书记与你面对面', line: `${momentOf(startsAt, now)} · ${hostName}接待` }
  return { tone: 'green', icon: 'check', title: `签到成功，${name}`, text, card, ...SESSION }
}

/** The code of a session does not hang in a hall: it is on the phone of whoever receives. */
function dutyRefusedShown({ code, params }: AppError): Shown {
  if (code === 'not_booked') {
    return { tone: 'blue', icon: 'chat', title: '你没有约这一场', text: '没约也能来，告诉接待的人一声就行', card: null, ...SESSION }
  }
  const words = headline(ERROR_WORDING[code], params)
  if (!DUTY_RESCAN.has(code)) return { tone: code === 'too_early' ? 'blue' : 'red', icon: 'clock', ...words, card: null, ...SESSION }
  const text = code.startsWith('code_') ? '扫接待的人手机上正在转的码' : words.text
  return { ...RESCAN, ...words, text, card: null }
}

function savedCard(scanned: Scanned, title: string, now: Instant): Shown['card'] {
  if (scanned.kind !== 'code') return { title: title || '青年之家的海报', line: '扫到的时间已经记下 · 还没送达' }
  const { code } = scanned
  const what = code.purpose === 'sign_in' ? '签到' : '签退'
  return { title: title || what, line: `扫码时间 ${momentOf(stepTime(code.step), now)} · 还没送达` }
}

function outcomeShown({ outcome, attendance }: Extract<ScanResult, { kind: 'outcome' }>['outcome'], now: Instant): Shown {
  const card = { title: attendance.title, line: cardLine(outcome, attendance, now) }
  const toEvent = { next: 'event', nextText: '看看活动安排' } as const
  switch (outcome) {
    case 'signed_in':
      return { tone: 'green', ...signedIn(attendance), card, ...toEvent }
    case 'repeat':
      return {
        tone: 'blue',
        icon: 'check',
        ...headline(WORDING.repeat, { time: momentOf(attendance.signedInAt, now) }),
        card,
        ...toEvent,
      }
    case 'delayed':
      return { tone: 'gold', icon: 'clock', ...headline(WORDING.delayed), card, ...KNOWN }
    case 'signed_out':
      return {
        tone: 'green',
        icon: 'check',
        ...headline(WORDING.signed_out, { h: hoursText(attendance.minutes) }),
        card,
        next: 'hours',
        nextText: '看看我的时长',
      }
  }
}

function signedIn(attendance: AttendanceCard): Headline & { icon: IconName } {
  if (attendance.tardyMinutes > 0) return { icon: 'clock', ...headline(WORDING.tardy, { n: attendance.tardyMinutes }) }
  const welcome = WORDING.signed_in.lastIndexOf('，')
  return {
    icon: 'check',
    title: WORDING.signed_in.slice(0, welcome).replace('{name}', attendance.name),
    text: WORDING.signed_in.slice(welcome + 1),
  }
}

function cardLine(outcome: string, attendance: AttendanceCard, now: Instant): string {
  const { homeName, signedInAt, signedOutAt } = attendance
  if (outcome === 'signed_out' && signedOutAt !== null)
    return `${momentOf(signedInAt, now)} 签到 · ${clockOf(signedOutAt)} 签退 · ${homeName}`
  return `${momentOf(signedInAt, now)} · ${homeName}`
}

function refusedShown(error: AppError, scanned: Scanned | null): Shown {
  if (scanned?.kind === 'duty') return dutyRefusedShown(error)
  if (scanned?.kind === 'home' && CLOCK_WRONG.has(error.code)) {
    return { ...RESCAN, icon: 'clock', title: '手机时间不准', text: '在手机设置里把时间设为自动，再扫一次', card: null }
  }
  const words = error.code === 'bad_request' ? headline(ERROR_WORDING.code_unreadable) : headline(ERROR_WORDING[error.code], error.params)
  return { ...(REFUSED[error.code] ?? RESCAN), ...words, card: null }
}

function momentOf(at: Instant, now: Instant): string {
  return dayOf(at) === dayOf(now) ? clockOf(at) : `${dayName(at, now)} ${clockOf(at)}`
}
