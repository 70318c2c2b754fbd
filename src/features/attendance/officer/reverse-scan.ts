/**
 * What an officer's phone says of a code that somebody holds up to it (domain.md, 「Reverse scan」), without a network: the
 * signature is checked on the phone, the list is the one the phone carries. Pure.
 */
import type { DoorPack, PassKey, Purpose } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import type { ErrorCode, ErrorParams } from '@core/contract/errors'
import { readPass, type PassKind } from '@core/rules/attendance/pass'
import { readScanned } from '@core/rules/attendance/scanned'
import { clockOf } from '@core/rules/shared/calendar'
import type { DoorPerson } from './presence'

/** Who holds their code up. */
export interface Holder {
  personId: string
  name: string
  by: PassKind
}

/**
 * `record`: it counts. `ask`: they did not enroll, and the officer says whether they come in. `repeat`: it has been counted
 * (`at`). `refused`: it does not count. `other`: a code of ours that is for young people to scan.
 */
export type Verdict =
  | { kind: 'record'; holder: Holder }
  | { kind: 'ask'; holder: Holder; walkIns: boolean }
  | { kind: 'repeat'; holder: Holder; at: Instant }
  | { kind: 'refused'; holder: Holder | null; code: ErrorCode; params: ErrorParams }
  | { kind: 'other'; what: 'code' | 'home' }

/** What the phone carries to its door. */
export interface CarriedDoor {
  pack: DoorPack
  passKeys: readonly PassKey[]
  people: readonly DoorPerson[]
}

/** Judges a scanned text at a time (the server's, as far as the phone knows it). */
export function judgeScan(text: string, purpose: Purpose, { pack, passKeys, people }: CarriedDoor, at: Instant): Verdict {
  const scanned = readScanned(text)
  if (scanned?.kind === 'home') return { kind: 'other', what: 'home' }
  if (scanned?.kind === 'code' || scanned?.kind === 'duty') return { kind: 'other', what: 'code' }
  const read = readPass(text, passKeys, at)
  if (!read.ok) return { kind: 'refused', holder: null, code: read.refused, params: {} }
  const holder = { personId: read.personId, name: read.name, by: read.kind }
  const person = people.find(({ personId }) => personId === read.personId)
  const done = purpose === 'sign_in' ? signedInAt(person) : (person?.signedOutAt ?? null)
  if (done !== null) return { kind: 'repeat', holder, at: done }
  const refusal = refusalOf(purpose, pack, person, at)
  if (refusal) return { kind: 'refused', holder, ...refusal }
  if (purpose === 'sign_in' && !person?.enrolled) return { kind: 'ask', holder, walkIns: pack.walkIns }
  return { kind: 'record', holder }
}

/** Whoever waits for a look is not here yet: the officer's word is that look. */
function signedInAt(person: DoorPerson | undefined): Instant | null {
  return !person || person.state === 'expected' || person.state === 'pending' ? null : person.signedInAt
}

function refusalOf(
  purpose: Purpose,
  { screen }: DoorPack,
  person: DoorPerson | undefined,
  at: Instant,
): { code: ErrorCode; params: ErrorParams } | null {
  if (at < screen.signInOpensAt) return { code: 'too_early', params: { time: clockOf(screen.signInOpensAt) } }
  if (purpose === 'sign_in') return at > screen.signInClosesAt ? { code: 'sign_in_closed', params: {} } : null
  if (at > screen.signOutClosesAt) return { code: 'sign_out_closed', params: {} }
  return !person || person.state === 'expected' ? { code: 'not_signed_in', params: {} } : null
}
