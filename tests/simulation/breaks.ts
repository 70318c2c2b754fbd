import type { CallEnvelope } from '@/platform/call/types'
import { diskFirst, type Commit } from '@/sync/parts'
import type { Chance } from './chance'

/** The guards that can be switched off, to see that their absence is noticed. */
export const BREAKS = [
  'no-unique',
  'no-place-lock',
  'no-dedupe',
  'memory-before-disk',
  'head-of-line',
  'no-offer-expiry',
  'lifo',
  'skip-locked-with-waiters',
  'two-active',
  'lost-offer',
] as const
export type Break = (typeof BREAKS)[number]

/** Guards that sessions alone have. */
export const BREAKS_OF_SESSIONS: readonly Break[] = ['two-active', 'lost-offer']

/**
 * What is weakened in a history. `late-handing-on` alone does no harm: a place that somebody leaves stands free until the jobs
 * come by, and the look at the line keeps newcomers from it. It is there to show what that look is for.
 */
export type Weakening = Break | 'late-handing-on'

/**
 * The unique keys that make one result of many sends. Those that a statement names in its 「on conflict」 stay: without them
 * it would not run at all.
 */
export const DROP_UNIQUE = `
  alter table attendance drop constraint attendance_pkey;
  alter table scan drop constraint scan_pkey;
  alter table command drop constraint command_pkey;
  drop index place_of_person;
  drop index hours_entry_of_event;
  drop index credit_entry_of_event;
  drop index claim_of_event`

/** What stands between the parts of a simulated world and can be taken away. */
export interface Guards {
  /** A statement on its way to the database. */
  rewrite(text: string): string
  /** A call on its way into the server. */
  envelope(envelope: CallEnvelope, caller: string): CallEnvelope
  /** The order of the two halves of a change on a phone. */
  commit: Commit
  /** The subject under which a phone keeps a record. */
  subject(subject: string): string
}

const PLACE_LOCK = / for update( skip locked)?(?=\)|\s*$)/

const WHOLE: Guards = {
  rewrite: (text) => text,
  envelope: (envelope) => envelope,
  commit: diskFirst,
  subject: (subject) => subject,
}

/** The guards of one history, all but `broken`. */
export function guardsWithout(broken: Weakening | null, chance: Chance): Guards {
  if (broken === 'no-place-lock') return { ...WHOLE, rewrite: withoutPlaceLock }
  if (broken === 'no-offer-expiry') return { ...WHOLE, rewrite: withoutExpiry }
  if (broken === 'lifo') return { ...WHOLE, rewrite: lastComeFirstServed }
  if (broken === 'late-handing-on') return { ...WHOLE, rewrite: lateHandingOn() }
  if (broken === 'skip-locked-with-waiters') {
    const late = lateHandingOn()
    return { ...WHOLE, rewrite: (text) => late(withoutLookAtLine(text)) }
  }
  if (broken === 'two-active') return { ...WHOLE, rewrite: withoutPersonLock }
  if (broken === 'lost-offer') return { ...WHOLE, rewrite: withoutHandingOnExpired }
  if (broken === 'no-dedupe') return { ...WHOLE, envelope: forgetful(chance) }
  if (broken === 'memory-before-disk') return { ...WHOLE, commit: memoryFirst }
  if (broken === 'head-of-line') return { ...WHOLE, subject: () => 'everything' }
  return WHOLE
}

/** Takes the locks out of the statements that look for a free place. Throws where such a statement has none. */
function withoutPlaceLock(text: string): string {
  const takes = /update place set state = 'taken', person_id\b|with taken as \(\s*update slot_place\b|select n from slot_place p\b/.test(
    text,
  )
  const intake = /select (event_id from intake|session_id from session_intake) where (event|session)_id = \$\d+ for update/.test(text)
  if (!takes && !intake) return text
  const unlocked = text.replace(PLACE_LOCK, '')
  if (unlocked === text) throw new Error(`no lock to take out of: ${text}`)
  return unlocked
}

/** Two calls of one person no longer wait for each other. */
function withoutPersonLock(text: string): string {
  return text.replace(/^(select id from person where .*?) for update$/, '$1')
}

/** The place of an offer to a session that ran out is free, and the line never hears of it. */
function withoutHandingOnExpired(text: string): string {
  return text
    .replace(
      /(update slot_place p set state = 'free', person_id = null, offered_until = null)(?=\s+from gone)/,
      "$1, created_at = 'infinity'",
    )
    .replace("and p.state = 'free' and s.starts_at >", "and p.state = 'free' and p.created_at < 'infinity' and s.starts_at >")
}

/** Offers that ran out stay with those they were made to. */
function withoutExpiry(text: string): string {
  return text.replace(
    /(state = 'offered' and offered_until <= )\$(\d+)/g,
    "$1(case when $$$2::timestamptz is null then $$$2 else '-infinity' end)",
  )
}

/** The line is served from its end. */
function lastComeFirstServed(text: string): string {
  return text.replace(/order by priority, at, nonce(?= limit)/, 'order by priority desc, at desc, nonce desc')
}

/** A newcomer takes whatever place is free, whoever waits. */
function withoutLookAtLine(text: string): string {
  return text.replace(
    /and not exists \(select 1 from intake where intake\.event_id = \$(\d+) and intake\.waiting > 0\)/,
    'and $$$1::uuid is not null',
  )
}

/** Whoever leaves frees the place and hands it to nobody; the next look at the line does. */
function lateHandingOn(): (text: string) => string {
  let left = false
  return (text) => {
    if (/^\s*update place set state = 'free'.*and state = 'taken'/s.test(text)) left = true
    else if (left && /^\s*select w\.shift_n as shift, min\(s\.from_at\)/.test(text)) {
      left = false
      return text.replace("w.state = 'waiting'", "w.state = 'nobody'")
    }
    return text
  }
}

/** The server forgets nonces: a command that comes again is a new one to it. */
function forgetful(chance: Chance): Guards['envelope'] {
  const seen = new Set<string>()
  return (envelope, caller) => {
    const key = `${caller} ${envelope.nonce ?? ''}`
    if (!seen.has(key)) {
      seen.add(key)
      return envelope
    }
    return { ...envelope, nonce: chance.bytes(16).toString('base64url') }
  }
}

function memoryFirst(toDisk: () => void, toMemory: () => void): void {
  toMemory()
  toDisk()
}
