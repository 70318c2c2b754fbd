/** What a record of the outbox is, and how it stands with it, in words. */
import type { ProposeLeaveInput, ScanInput, ScanOutcome } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { RETRY } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { parseScan, stepTime } from '@core/rules/attendance/code'
import { clockOf, dayName } from '@core/rules/shared/calendar'
import type { OutboxRecord, Seen } from '@/sync/record'

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
    title: known || '扫到的活动',
    line: `${what} · ${dayName(at, now)} ${clockOf(at)}`,
    why: whyOf(record, seen, loggedIn),
  }
}

/** What may be done about a record in the state it is seen in. */
export function recordActions(record: OutboxRecord, seen: Seen): RecordActions {
  const unclaimed = seen === 'needs_action' && record.person === null
  const open = seen === 'needs_action' && !unclaimed && isTicket(record.answer)
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

function isTicket(answer: unknown): answer is Extract<ScanOutcome, { outcome: 'ticket' }> {
  return typeof answer === 'object' && answer !== null && (answer as { outcome?: string }).outcome === 'ticket'
}

function happened(record: OutboxRecord): { what: string; at: Instant } {
  if (record.procedure === 'attendance.proposeLeave') {
    return { what: '说了几点走的', at: (record.input as ProposeLeaveInput).leftAt }
  }
  if (record.procedure === 'attendance.redeem') return { what: '扫码', at: record.createdAt }
  const scanned = parseScan((record.input as ScanInput).code)
  if (!scanned) return { what: '扫码', at: record.createdAt }
  return { what: scanned.purpose === 'sign_in' ? '扫码签到' : '扫码签退', at: stepTime(scanned.step) }
}

function answerTitle(record: OutboxRecord): string {
  const answer = record.answer as Partial<{ attendance: { title: string }; event: { title: string } }> | null
  return answer?.attendance?.title ?? answer?.event?.title ?? ''
}

const DELIVERED = {
  signed_in: '签到成功',
  repeat: '之前已经签过了',
  delayed: '等负责人确认，你不用再操作',
  signed_out: '签退成功，活动完结后入账',
  ticket: '',
} satisfies Record<ScanOutcome['outcome'], string>

function whyOf(record: OutboxRecord, seen: Seen, loggedIn: boolean): string {
  if (seen === 'delivered') {
    const outcome = (record.answer as Partial<ScanOutcome> | null)?.outcome
    return outcome ? DELIVERED[outcome] : '负责人完结活动时会看到'
  }
  if (seen === 'needs_action') {
    if (record.person === null) return '登录前扫的，是你扫的吗？'
    const ticket = ticketOf(record)
    if (ticket) return ticket.need === 'walk_in' ? '你还没报名这场活动' : '还差一步'
    return record.lastErrorCode ? errorSentence(record.lastErrorCode, record.lastErrorParams) : '没办成'
  }
  if (record.person === null && !loggedIn) return '登录后说一声「是我扫的」就送'
  if (record.lastErrorCode === null || record.lastErrorCode === 'offline' || record.lastErrorCode === 'timeout') return '有网会自动送达'
  if (RETRY[record.lastErrorCode] === 'login') return '登录后自动送达'
  return '服务在忙，过会儿自动再送'
}
