/**
 * Presence by an officer's phone (domain.md, 「Presence」: reverse scan, 点名, paper): what one delivery may say.
 *
 * The time is the officer's phone's, corrected by the last known offset of the server: never ahead of the server by more than
 * 60 s, at most 7 days old. An officer's word needs no confirmation, however late it arrives. Who is named without a pass must
 * belong to the event: be enrolled for it, or be of its organization or of what is below.
 */
import type { OfficerAssurance, Purpose } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { refused, type Refused } from '../shared/refused'
import { DELAYED_MS, presenceWindow, whenNamed, type PresenceEvent } from './scan'

/** How far ahead of the server's clock a phone's may be. */
export const AHEAD_MS = 60_000
/** What arrives later than this after its moment was delayed. */
export const LATE_MS = 60_000

/** One entry of a delivery, after its pass was read. */
export interface OfficerEntry {
  /** Null: nobody was named. */
  personId: string | null
  purpose: Purpose
  by: OfficerAssurance
  at: Instant
  reason: string
}

/** What a delivery is judged by, besides its event. */
export interface RecordContext {
  /** Whether the people named without a pass belong to the event, by their ids. */
  belong: ReadonlySet<string>
  /** Who is signed in already. */
  signedIn: ReadonlySet<string>
  /** Whether a photographed sheet of the event is kept. */
  hasSheet: boolean
}

/** Why a delivery is not recorded, the first reason of its first wrong entry; null where all of it is. */
export function whyNotRecord(event: PresenceEvent, entries: readonly OfficerEntry[], context: RecordContext, now: Instant): Refused | null {
  if (event.status === 'cancelled') return { code: 'event_cancelled', params: { reason: event.cancelReason ?? '' } }
  if (event.status !== 'published' && event.status !== 'closed') return { code: 'event_not_open', params: {} }
  for (const entry of entries) {
    const code = whyNotEntry(event, entry, context, now)
    if (code) return code
  }
  const strangers = new Set(entries.filter((entry) => isNamed(entry) && !isKnown(entry, context)).map((entry) => entry.personId))
  if (strangers.size > 0) return { code: 'not_on_list', params: { n: strangers.size } }
  const arriving = new Set(entries.filter((entry) => entry.purpose === 'sign_in').map((entry) => entry.personId))
  const leavesUnseen = (entry: OfficerEntry) =>
    entry.purpose === 'sign_out' && !arriving.has(entry.personId) && !context.signedIn.has(entry.personId ?? '')
  return entries.some(leavesUnseen) ? { code: 'not_signed_in', params: {} } : null
}

/** Whether a word of presence at `at` that arrives now was delayed. */
export function isLate(at: Instant, now: Instant): boolean {
  return now - at > LATE_MS
}

/** Whether the officer's list or memory named the person: no pass or card did. */
export function isNamed({ by }: Pick<OfficerEntry, 'by'>): boolean {
  return by === 'roll_call' || by === 'manual' || by === 'paper'
}

function isKnown({ personId }: OfficerEntry, { belong }: RecordContext): boolean {
  return personId !== null && belong.has(personId)
}

function whyNotEntry(event: PresenceEvent, entry: OfficerEntry, { hasSheet }: RecordContext, now: Instant): Refused | null {
  const { at, purpose } = entry
  if (at > now + AHEAD_MS || at < now - DELAYED_MS) return refused('invalid_time')
  if (purpose === 'sign_out' && !event.signOut) return refused('wrong_purpose')
  const window = presenceWindow(event)
  if (at < window.signInOpensAt) return refused('too_early', { time: whenNamed(window.signInOpensAt, now) })
  if (purpose === 'sign_in' && at > window.signInClosesAt) return refused('sign_in_closed')
  if (purpose === 'sign_out' && at > window.signOutClosesAt) return refused('sign_out_closed')
  if (entry.by === 'manual' && entry.reason === '') return refused('reason_needed')
  return entry.by === 'paper' && !hasSheet ? refused('evidence_needed') : null
}
