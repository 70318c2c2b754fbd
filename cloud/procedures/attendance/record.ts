import { AppError } from '@core/contract/errors'
import type { PassKey, PresenceEntry, Recorded } from '@core/contract/attendance'
import { stepOf } from '@core/rules/attendance/code'
import { readPass } from '@core/rules/attendance/pass'
import { isLate, isNamed, whyNotRecord, type OfficerEntry } from '@core/rules/attendance/record'
import { tardyMinutes } from '@core/rules/attendance/scan'
import { sha256Hex } from '@cloud/services/ids'
import type { Signing } from '@cloud/services/signing'
import type { Named } from '@cloud/store/attendance'
import type { EventRow } from '@cloud/store/events'
import type { Arrived, PresenceWord } from '@cloud/store/record-presence'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'

/**
 * Records what an officer's or helper's phone says of others: passes and cards that it read, a roll call, a tap in the list, a
 * sheet of paper. One delivery is recorded whole or not at all. Several phones may say the same: the first result stays.
 */
export const record = procedure('attendance.record', async ({ input, person, device, nonce, now, store, services }) => {
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  const entries = readEntries(input.entries, await services.signing.keys(store, now), services.signing)
  const people = await store.attendance.named(event, personIdsOf(entries), now)
  await decide(store, event, entries, people, now)
  const words = entries.map((entry, index) => wordOf(event, entry, `${nonce}:${index}`, now))
  const arrived = await store.attendance.recordPresence({ eventId: event.id, byId: person.id, device }, words, now)
  if (!arrived) throw new AppError('nonce_reused')
  return present(words, people, arrived)
})

/** Reads the passes and cards among the entries, each as it was when it was read. Throws the refusal of the first that is none. */
function readEntries(entries: readonly PresenceEntry[], keys: readonly PassKey[], { verify }: Signing): OfficerEntry[] {
  return entries.map(({ personId = null, purpose, by, at, pass, reason }) => {
    const entry = { personId, purpose, by, at, reason }
    if (isNamed(entry)) return entry
    const read = readPass(pass ?? '', keys, at, verify)
    if (!read.ok) throw new AppError(read.refused)
    if (read.kind !== by || (personId !== null && personId !== read.personId)) throw new AppError('pass_invalid')
    return { ...entry, personId: read.personId }
  })
}

function personIdsOf(entries: readonly OfficerEntry[]): string[] {
  return entries.flatMap(({ personId }) => personId ?? [])
}

/** Throws where the delivery is not to be recorded. */
async function decide(
  store: Tables,
  event: EventRow,
  entries: readonly OfficerEntry[],
  people: ReadonlyMap<string, Named>,
  now: number,
): Promise<void> {
  const known = (is: (one: Named) => boolean) => new Set([...people].flatMap(([id, one]) => (is(one) ? [id] : [])))
  const paper = entries.some((entry) => entry.by === 'paper')
  const refused = whyNotRecord(
    event,
    entries,
    {
      belong: known((one) => one.enrolled || one.member),
      signedIn: known((one) => one.signedIn),
      hasSheet: paper && (await store.evidence.has(event.id, 'paper_sheet')),
    },
    now,
  )
  if (refused) throw new AppError(refused.code, refused.params)
  // A pass outlives the account of its person.
  if (entries.some(({ personId }) => !people.has(personId!))) throw new AppError('pass_invalid')
}

function wordOf(event: EventRow, entry: OfficerEntry, nonce: string, now: number): PresenceWord {
  const at = Math.min(entry.at, now)
  return {
    nonce,
    personId: entry.personId!,
    purpose: entry.purpose,
    assurance: entry.by,
    at,
    step: stepOf(at),
    delayed: isLate(at, now),
    tardyMinutes: tardyMinutes(event, at),
    reason: entry.reason,
    payloadHash: sha256Hex(JSON.stringify(entry)),
  }
}

function present(words: readonly PresenceWord[], people: ReadonlyMap<string, Named>, arrived: ReadonlyMap<string, Arrived>): Recorded {
  return {
    entries: words.map(({ personId, purpose, nonce, at }) => {
      const { name, enrolled } = people.get(personId)!
      const first = arrived.get(personId)!
      if (purpose === 'sign_out') return { personId, name, enrolled, outcome: 'signed_out', at }
      return { personId, name, enrolled, outcome: first.inNonce === nonce ? 'signed_in' : 'repeat', at: first.signedInAt }
    }),
  }
}
