/** What a record of the outbox is, and how it stands with it, in words. */
import type { PosterOutcome, ProposeLeaveInput, Recorded, RecordInput, ScanInput, ScanOutcome } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { RETRY } from '@core/contract/errors'
import { ASSURANCE_NAMES } from '@core/contract/names'
import { errorSentence } from '@core/contract/wording'
import { parseScan, stepTime } from '@core/rules/attendance/code'
import { clockOf, dayName } from '@core/rules/shared/calendar'
import type { OutboxRecord, RecordName, Seen } from '@/sync/record'
import type { PosterInput } from './poster'

export interface RecordWords {
  /** The event, as far as the phone knows it. */
  title: string
  /** What happened, and when. */
  line: string
  /** How it stands, and why. */
  why: string
}

/** What can be done about a record: 是我扫的, 再试, go on where a log-in or enrollment is missing, 删除. */
export interface RecordActions {
  claim: boolean
  retry: boolean
  finish: boolean
  remove: boolean
}

/** Refusals after which another try may come out differently. */
const WORTH_ANOTHER_TRY: ReadonlySet<string> = new Set(['not_signed_in', 'nonce_reused'])

/** A record in words for the person who looks. */
export function recordWords(record: OutboxRecord, seen: Seen, loggedIn: boolean, now: Instant): RecordWords {
  const { what, at } = happened(record)
  const known = record.title || answerTitle(record)
  return {
    title: known || (record.procedure === 'attendance.poster' ? '青年之家' : '扫到的活动'),
    line: `${what} · ${dayName(at, now)} ${clockOf(at)}`,
    why: whyOf(record, seen, loggedIn),
  }
}

/** What may be done about a record in the state it is seen in. */
export function recordActions(record: OutboxRecord, seen: Seen): RecordActions {
  const unclaimed = seen === 'needs_action' && record.person === null
  const open = seen === 'needs_action' && !unclaimed && (isTicket(record.answer) || choiceOf(record) !== null)
  const code = record.lastErrorCode
  const again = code !== null && (RETRY[code] !== 'never' || WORTH_ANOTHER_TRY.has(code))
  return {
    claim: unclaimed,
    finish: open,
    retry: seen === 'needs_action' && !unclaimed && !open && again,
    remove: seen === 'needs_action',
  }
}

/** The ticket that a delivered scan came to, where something is left to do. */
export function ticketOf(record: OutboxRecord): Extract<ScanOutcome, { outcome: 'ticket' }> | null {
  return isTicket(record.answer) ? record.answer : null
}

/** The events that a delivered poster may have meant, where somebody still has to say which. */
export function choiceOf(record: OutboxRecord): Extract<PosterOutcome, { outcome: 'choose' }> | null {
  const answer = record.answer as Partial<PosterOutcome> | null
  return answer?.outcome === 'choose' ? (answer as Extract<PosterOutcome, { outcome: 'choose' }>) : null
}

function isTicket(answer: unknown): answer is Extract<ScanOutcome, { outcome: 'ticket' }> {
  return typeof answer === 'object' && answer !== null && (answer as { outcome?: string }).outcome === 'ticket'
}

/** What a record is called where it says no more of itself. */
const WHAT: Partial<Record<RecordName, string>> = {
  'attendance.redeem': '扫码',
  'attendance.addEvidence': '现场照片',
  'files.keep': '照片',
  'events.rate': '评价活动',
  'homes.turnClock': '定期要做的事',
}

function happened(record: OutboxRecord): { what: string; at: Instant } {
  switch (record.procedure) {
    case 'attendance.proposeLeave':
      return { what: '说了几点走的', at: (record.input as ProposeLeaveInput).leftAt }
    case 'attendance.poster':
      return { what: '扫海报', at: (record.input as PosterInput).at }
    case 'attendance.record':
      return presenceHappened(record.input as RecordInput)
    case 'attendance.scan':
      return scanHappened(record)
    default:
      return { what: WHAT[record.procedure] ?? '一条记录', at: record.createdAt }
  }
}

function scanHappened({ input, createdAt }: OutboxRecord): { what: string; at: Instant } {
  const scanned = parseScan((input as ScanInput).code)
  if (!scanned) return { what: '扫码', at: createdAt }
  return { what: scanned.purpose === 'sign_in' ? '扫码签到' : '扫码签退', at: stepTime(scanned.step) }
}

/** What an officer's phone recorded: how many, and how. */
function presenceHappened({ entries }: RecordInput): { what: string; at: Instant } {
  const [{ purpose, by, at }] = entries as [RecordInput['entries'][number]]
  return { what: `${entries.length} 人${purpose === 'sign_in' ? '签到' : '签退'}（${ASSURANCE_NAMES[by]}）`, at }
}

function answerTitle(record: OutboxRecord): string {
  const answer = record.answer as Partial<{ attendance: { title: string }; event: { title: string }; homeName: string }> | null
  return answer?.attendance?.title ?? answer?.event?.title ?? answer?.homeName ?? ''
}

const DELIVERED = {
  signed_in: '签到成功',
  repeat: '之前已经签过了',
  delayed: '等负责人确认，你不用再操作',
  signed_out: '签退成功，活动完结后入账',
  ticket: '',
  visited: '到访记下了',
  choose: '',
} satisfies Record<ScanOutcome['outcome'] | PosterOutcome['outcome'], string>

/** What an officer recorded, once the server has it. */
function recordedWord({ entries }: Recorded): string {
  const repeated = entries.filter(({ outcome }) => outcome === 'repeat').length
  return repeated > 0 ? `登记好了，其中 ${repeated} 人之前就登记过` : '登记好了'
}

function whyOf(record: OutboxRecord, seen: Seen, loggedIn: boolean): string {
  if (seen === 'delivered') {
    if (record.procedure === 'attendance.record') return recordedWord(record.answer as Recorded)
    const outcome = (record.answer as Partial<ScanOutcome | PosterOutcome> | null)?.outcome
    if (outcome) return DELIVERED[outcome]
    return record.procedure === 'attendance.proposeLeave' ? '负责人完结活动时会看到' : '送到了'
  }
  if (seen === 'needs_action') {
    if (record.person === null) return '登录前扫的，是你扫的吗？'
    const ticket = ticketOf(record)
    if (choiceOf(record)) return '那里有几场活动，说一下你来参加哪一场'
    if (ticket) return ticket.need === 'walk_in' ? '你还没报名这场活动' : '还差一步'
    // The table says it of the times of an event; here it is the time of what happened.
    if (record.lastErrorCode === 'invalid_time') return '时间对不上：手机时间可能不准，或者放得太久了'
    return record.lastErrorCode ? errorSentence(record.lastErrorCode, record.lastErrorParams) : '没办成'
  }
  if (record.person === null && !loggedIn) return '登录后说一声「是我扫的」就送'
  if (record.lastErrorCode === null || record.lastErrorCode === 'offline' || record.lastErrorCode === 'timeout') return '有网会自动送达'
  if (RETRY[record.lastErrorCode] === 'login') return '登录后自动送达'
  return '服务在忙，过会儿自动再送'
}
