/**
 * Who is here, as far as this phone knows: what the server said last, and what this phone has recorded since. Pure.
 */
import type { DoorLine, OfficerAssurance, PassKey, PresenceEntry, Purpose, Recorded, RecordInput } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { readPass } from '@core/rules/attendance/pass'
import type { OutboxRecord } from '@/sync/record'

/** Somebody's presence that was recorded with this phone. */
export interface OwnPresence {
  personId: string
  /** As the pass or the server says it; null of somebody who was chosen from a list. */
  name: string | null
  purpose: Purpose
  by: OfficerAssurance
  at: Instant
  /** It has not been delivered yet. */
  onPhone: boolean
}

/** A line of the list at the door. */
export interface DoorPerson extends DoorLine {
  /** What it says of them has not been delivered yet. */
  onPhone: boolean
  enrolled: boolean
}

/** How many, at the door of one event. */
export interface DoorCounts {
  enrolled: number
  /** Who came, also those who have left again or wait for a look. */
  arrived: number
  pending: number
  /** Presences that lie on this phone only. */
  onPhone: number
}

/**
 * What a person has recorded of an event with this phone, oldest first. What was refused does not count: it lies aside and
 * somebody has to look at it.
 */
export function ownPresence(
  records: readonly OutboxRecord[],
  eventId: string,
  person: string | null,
  keys: readonly PassKey[],
): OwnPresence[] {
  return records
    .filter((record) => record.procedure === 'attendance.record' && record.person === person && record.state !== 'aside')
    .filter((record) => (record.input as RecordInput).eventId === eventId)
    .flatMap((record) => (record.state === 'delivered' ? delivered(record) : waiting(record, keys)))
    .sort((one, other) => one.at - other.at)
}

function waiting({ input }: OutboxRecord, keys: readonly PassKey[]): OwnPresence[] {
  return (input as RecordInput).entries.flatMap((entry) => {
    const who = whoOf(entry, keys)
    return who ? [{ ...who, purpose: entry.purpose, by: entry.by, at: entry.at, onPhone: true }] : []
  })
}

/** Its signature was checked when it was read, so it is not checked again at every look. */
function whoOf({ personId, pass, at }: PresenceEntry, keys: readonly PassKey[]): Pick<OwnPresence, 'personId' | 'name'> | null {
  if (pass === undefined) return personId === undefined ? null : { personId, name: null }
  const read = readPass(pass, keys, at, () => true)
  return read.ok ? { personId: read.personId, name: read.name } : null
}

function delivered({ input, answer }: OutboxRecord): OwnPresence[] {
  const { entries } = input as RecordInput
  return (answer as Recorded).entries.map(({ personId, name, at }, index) => {
    const { purpose, by } = entries[index]!
    return { personId, name, purpose, by, at, onPhone: false }
  })
}

/** The list as it is now: the server's lines, and what this phone has recorded since. `members` name who is not enrolled. */
export function presentLines(
  lines: readonly DoorLine[],
  own: readonly OwnPresence[],
  members: readonly { personId: string; name: string }[],
): DoorPerson[] {
  const people = new Map<string, DoorPerson>()
  for (const line of lines) people.set(line.personId, { ...line, onPhone: false, enrolled: !line.flags.includes('not_enrolled') })
  for (const presence of own) {
    const known = people.get(presence.personId) ?? unexpected(presence, members)
    people.set(presence.personId, presence.purpose === 'sign_in' ? signedIn(known, presence) : signedOut(known, presence))
  }
  return [...people.values()]
}

function unexpected({ personId, name }: OwnPresence, members: readonly { personId: string; name: string }[]): DoorPerson {
  return {
    personId,
    name: name ?? members.find((member) => member.personId === personId)?.name ?? '没有报名的人',
    state: 'expected',
    coming: false,
    signedInAt: null,
    signedOutAt: null,
    tardyMinutes: 0,
    assurance: null,
    flags: ['not_enrolled'],
    onPhone: false,
    enrolled: false,
  }
}

/** The first result holds; an officer's word also settles a scan that waits for a look. */
function signedIn(person: DoorPerson, { at, by, onPhone }: OwnPresence): DoorPerson {
  if (person.state === 'pending') return { ...person, state: 'arrived', onPhone }
  if (person.state !== 'expected') return person
  return { ...person, state: 'arrived', signedInAt: at, assurance: by, onPhone }
}

/** Of departures the last counts. */
function signedOut(person: DoorPerson, { at, onPhone }: OwnPresence): DoorPerson {
  if (person.state === 'expected' || (person.signedOutAt !== null && person.signedOutAt >= at)) return person
  return { ...person, state: 'left', signedOutAt: at, onPhone }
}

/** The numbers over the list. */
export function countPeople(people: readonly DoorPerson[]): DoorCounts {
  const count = (fits: (person: DoorPerson) => boolean) => people.filter(fits).length
  return {
    enrolled: count(({ enrolled }) => enrolled),
    arrived: count(({ state }) => state !== 'expected'),
    pending: count(({ state }) => state === 'pending'),
    onPhone: count(({ onPhone }) => onPhone),
  }
}
