import type { Instant } from '@core/contract/common'
import type { ErrorCode, ErrorParams } from '@core/contract/errors'
import type { InputOf, NamesOf } from '@core/contract/procedures'
import type { Attachment } from './attachments'

/** The procedures that something may go to through the outbox: what already happened. */
export type RecordName = NamesOf<'record'>

/** What people see of a record: 已存在手机 · 已送达 · 需要处理. */
export type Seen = 'saved' | 'delivered' | 'needs_action'

/**
 * Something that happened and must not be lost, as it lies on the phone. `state` is the outbox's own: `waiting` will be
 * sent, `aside` waits for a human, `delivered` has been answered and is kept a while for show.
 */
export interface OutboxRecord {
  version: number
  /** Whose it is; null where nobody was logged in when it was made. Never sent under another log-in. */
  person: string | null
  nonce: string
  procedure: RecordName
  /** As it goes over the wire when it comes from the outbox. */
  input: unknown
  /** Its pictures, which lie beside it until it has been answered. */
  attachments: readonly Attachment[]
  /** Records of one subject go in order; other subjects never wait for them. */
  subject: string
  /** What it is about, in words, where the phone knows. */
  title: string
  createdAt: Instant
  /** How often it has been sent. */
  attempts: number
  /** How often in a row the server itself failed on it. */
  failures: number
  nextAttemptAt: Instant
  lastErrorCode: ErrorCode | null
  lastErrorParams: ErrorParams
  state: 'waiting' | 'aside' | 'delivered'
  /** When it was set aside or delivered. */
  settledAt: Instant | null
  /** What the server answered, once it has. */
  answer: unknown
}

/** What a caller gives to have something kept and sent. Its pictures have been kept before; in the input their places are empty. */
export type Draft = {
  [N in RecordName]: { procedure: N; input: InputOf<N>; subject: string; title?: string; attachments?: readonly Attachment[] }
}[RecordName]

/** The newest version that this app writes and sends. */
export const RECORD_VERSION = 2

/**
 * A record is written in the oldest version that can hold it, so that an app that was set back still sends what it
 * understands. Version 1 knew no pictures and would send such a record without them.
 */
function versionOf(attachments: readonly Attachment[]): number {
  return attachments.length > 0 ? 2 : 1
}

/** How many delivered records stay on the phone for show. */
export const KEPT_DELIVERED = 20

/** A new record, first due at once. */
export function newRecord(draft: Draft, nonce: string, person: string | null, now: Instant): OutboxRecord {
  const { attachments = [] } = draft
  return {
    version: versionOf(attachments),
    person,
    nonce,
    procedure: draft.procedure,
    input: draft.input,
    attachments,
    subject: draft.subject,
    title: draft.title ?? '',
    createdAt: now,
    attempts: 0,
    failures: 0,
    nextAttemptAt: now,
    lastErrorCode: null,
    lastErrorParams: {},
    state: 'waiting',
    settledAt: null,
    answer: null,
  }
}

/**
 * Which of the three states a record is in for the person who looks (null: nobody is logged in). A record without a
 * person waits quietly until somebody is logged in; then it needs their word 「是我扫的」.
 */
export function seenState(record: OutboxRecord, person: string | null): Seen {
  if (record.state === 'delivered') return 'delivered'
  if (record.state === 'aside') return 'needs_action'
  return record.person === null && person !== null ? 'needs_action' : 'saved'
}

/** Whether a record may be shown to the person who looks: their own, and those of nobody. Others are only counted. */
export function isVisibleTo(record: OutboxRecord, person: string | null): boolean {
  return record.person === null || record.person === person
}

/** Drops what is delivered beyond the last `KEPT_DELIVERED`; nothing else ever leaves by itself. */
export function trimDelivered(records: readonly OutboxRecord[]): OutboxRecord[] {
  const delivered = records.filter((record) => record.state === 'delivered')
  const old = new Set(
    delivered
      .sort((one, other) => (other.settledAt ?? 0) - (one.settledAt ?? 0))
      .slice(KEPT_DELIVERED)
      .map((record) => record.nonce),
  )
  return records.filter((record) => !old.has(record.nonce))
}

/**
 * Reads what a phone had stored. What is no record at all is left out; a record of a newer version of the app is kept as
 * it is and never sent by this one.
 */
export function readRecords(stored: unknown): OutboxRecord[] {
  if (!Array.isArray(stored)) return []
  return stored.filter(isRecord).map((record) => ({ ...record, attachments: record.attachments ?? [] }))
}

function isRecord(value: unknown): value is OutboxRecord {
  if (typeof value !== 'object' || value === null) return false
  const record = value as Partial<OutboxRecord>
  return (
    typeof record.version === 'number' &&
    typeof record.nonce === 'string' &&
    typeof record.procedure === 'string' &&
    typeof record.subject === 'string' &&
    typeof record.createdAt === 'number' &&
    typeof record.nextAttemptAt === 'number' &&
    (record.person === null || typeof record.person === 'string') &&
    (record.state === 'waiting' || record.state === 'aside' || record.state === 'delivered')
  )
}
