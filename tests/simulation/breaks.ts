import type { CallEnvelope } from '@/platform/call/types'
import { diskFirst, type Commit } from '@/sync/parts'
import type { Chance } from './chance'

/** The guards that can be switched off, to see that their absence is noticed. */
export const BREAKS = ['no-unique', 'no-place-lock', 'no-dedupe', 'memory-before-disk', 'head-of-line'] as const
export type Break = (typeof BREAKS)[number]

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
export function guardsWithout(broken: Break | null, chance: Chance): Guards {
  if (broken === 'no-place-lock') return { ...WHOLE, rewrite: withoutPlaceLock }
  if (broken === 'no-dedupe') return { ...WHOLE, envelope: forgetful(chance) }
  if (broken === 'memory-before-disk') return { ...WHOLE, commit: memoryFirst }
  if (broken === 'head-of-line') return { ...WHOLE, subject: () => 'everything' }
  return WHOLE
}

/** Takes the locks out of the statements that look for a free place. Throws where such a statement has none. */
function withoutPlaceLock(text: string): string {
  const takes = /^\s*update place set state = 'taken'/.test(text)
  const intake = /^\s*select event_id from intake\b/.test(text)
  if (!takes && !intake) return text
  const unlocked = text.replace(PLACE_LOCK, '')
  if (unlocked === text) throw new Error(`no lock to take out of: ${text}`)
  return unlocked
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
