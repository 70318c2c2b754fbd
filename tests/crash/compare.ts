/** Compares what clients were told with what the tables hold. */
import { isDeepStrictEqual } from 'node:util'
import type { Client } from 'pg'
import type { ScanOutcome } from '@core/contract/attendance'
import type { Answer } from '@core/contract/envelope'
import type { ErrorParams } from '@core/contract/errors'
import type { InputOf } from '@core/contract/procedures'
import { parseScan, stepTime } from '@core/rules/attendance/code'
import { wordOf, type Acknowledged, type Journal } from './journal'
import type { OpenEvent } from './open-event'

/** What does not agree, a sentence each. */
export interface Disagreements {
  /** Acknowledged, and not in the tables as it was acknowledged. */
  lost: string[]
  /** There twice, or there although nobody asked. */
  duplicated: string[]
}

interface CommandLine {
  actor: string
  nonce: string
  result: unknown
  refusal: { code: string; params: ErrorParams } | null
}
interface ScanLine {
  nonce: string
  person: string
  kind: string
  code: string | null
  ticket: string | null
}
interface AttendanceLine {
  key: string
  inNonce: string
  signedInAt: Date
  signedOutAt: Date | null
}
interface StandingLine {
  key: string
  enrollment: string | null
  places: number
}

/** Every acknowledged command of `entries`, beside the tables as they are now. */
export async function compareAcknowledged(
  client: Client,
  events: readonly OpenEvent[],
  entries: readonly Acknowledged[],
): Promise<Disagreements> {
  const found: Disagreements = { lost: [], duplicated: [] }
  const eventOfCode = new Map(events.map((event) => [event.code, event]))
  const nonces = entries.map(({ call }) => call.nonce!)
  const people = [...new Set(entries.map(({ call }) => call.who!.id))]
  const commands = groupBy(await commandsOf(client, nonces), ({ nonce }) => nonce)
  const scans = groupBy(await scansOf(client, nonces), ({ nonce }) => nonce)
  const attendances = new Map((await attendancesOf(client, people)).map((line) => [line.key, line]))
  const signedIn = new Map<string, string>()

  for (const entry of entries) {
    const { call, answer } = entry
    const told = `${call.name} ${call.nonce} was answered ${wordOf(answer)}`
    const rows = call.name === 'attendance.scan' ? (scans.get(call.nonce!) ?? []) : (commands.get(call.nonce!) ?? [])
    const [row] = rows
    if (!row) {
      found.lost.push(`${told}, and there is no row of it`)
      continue
    }
    if (rows.length > 1) found.duplicated.push(`${told}, and there are ${rows.length} rows of it`)
    const agrees = 'kind' in row ? agreesWithScan(entry, row) : agreesWithCommand(entry, row)
    if (!agrees) found.lost.push(`${told}, and the row says ${JSON.stringify(row)}`)

    const presence = presenceOf(entry, eventOfCode)
    if (!presence) continue
    const attendance = attendances.get(presence.key)
    if (!attendance) found.lost.push(`${told}, and there is no attendance`)
    else if (!presence.holds(attendance)) found.lost.push(`${told}, and the attendance says ${JSON.stringify(attendance)}`)
    if (presence.arrived) {
      const first = signedIn.get(presence.key)
      if (first) found.duplicated.push(`${told}, and so was ${first}: one person was signed in twice`)
      signedIn.set(presence.key, `${call.name} ${call.nonce}`)
    }
  }
  found.lost.push(...(await compareStandings(client, events, entries, people)))
  return found
}

/** What must hold of all tables, whoever was told what: no event fuller than it is, nobody twice, nothing that nobody sent. */
export async function compareWhole(client: Client, events: readonly OpenEvent[], journal: Journal): Promise<string[]> {
  const duplicated: string[] = []
  const { rows } = await client.query<{ id: string; all: number; taken: number; people: number; enrolled: number }>(
    `select e.event_id as id, count(p.n)::int as all, count(p.n) filter (where p.state = 'taken')::int as taken,
       count(distinct p.person_id)::int as people,
       (select count(*)::int from enrollment n where n.event_id = e.event_id and n.state = 'enrolled') as enrolled
     from event e left join place p on p.event_id = e.event_id group by e.event_id`,
  )
  for (const { id, all, taken, people, enrolled } of rows) {
    const places = events.find((event) => event.id === id)?.places
    if (places === undefined) duplicated.push(`the event ${id} was published by nobody`)
    if (places === undefined || places === null) continue
    if (all !== places) duplicated.push(`the event ${id} has ${all} places instead of ${places}`)
    if (taken !== enrolled || people !== taken) duplicated.push(`${enrolled} enrolled, ${taken} places taken by ${people} at ${id}`)
  }
  const unasked = await client.query<{ what: string }>(
    `select 'the command ' || nonce as what from command where name <> 'attendance.openScreen' and nonce <> all ($1)
     union all select 'the scan ' || nonce from scan where nonce <> all ($1)
     union all select 'the attendance of ' || in_nonce from attendance where in_nonce <> all ($1)`,
    [[...journal.sent]],
  )
  for (const { what } of unasked.rows) duplicated.push(`nobody sent ${what}`)
  return duplicated
}

/** Where each person stands after all they were told: enrolled with a place, or gone without one. */
async function compareStandings(
  client: Client,
  events: readonly OpenEvent[],
  entries: readonly Acknowledged[],
  people: readonly string[],
): Promise<string[]> {
  const expected = new Map<string, 'enrolled' | 'left'>()
  for (const { call, answer } of entries) {
    const eventId = eventIdOf(call.name, answer)
    if (eventId) expected.set(`${eventId} ${call.who!.id}`, call.name === 'events.leave' ? 'left' : 'enrolled')
  }
  const { rows } = await client.query<StandingLine>(
    `select n.event_id || ' ' || n.person_id as key, n.state as enrollment,
       (select count(*)::int from place p where p.event_id = n.event_id and p.person_id = n.person_id and p.state = 'taken') as places
     from enrollment n where n.person_id = any ($1)`,
    [people],
  )
  const standings = new Map(rows.map((line) => [line.key, line]))
  const limited = new Set(events.filter(({ places }) => places !== null).map(({ id }) => id))
  const lost: string[] = []
  for (const [key, state] of expected) {
    const standing = standings.get(key)
    const places = state === 'enrolled' && limited.has(key.split(' ')[0]!) ? 1 : 0
    if (standing?.enrollment !== state || standing.places !== places)
      lost.push(`${key} is ${state} with ${places} places by what was said, and the tables say ${JSON.stringify(standing)}`)
  }
  return lost
}

/** The event that an answer made somebody enrolled in, or let them leave. */
function eventIdOf(name: string, answer: Answer<unknown>): string | null {
  if (!answer.ok) return null
  if (name === 'events.enroll' || name === 'events.leave') return (answer.data as { eventId: string }).eventId
  if (name !== 'attendance.walkIn') return null
  const outcome = answer.data as ScanOutcome
  return outcome.outcome === 'ticket' ? null : outcome.attendance.eventId
}

function agreesWithCommand({ call, answer }: Acknowledged, row: CommandLine): boolean {
  if (row.actor !== call.who!.id) return false
  if (answer.ok) return row.refusal === null && isDeepStrictEqual(row.result, answer.data)
  return isDeepStrictEqual(row.refusal, { code: answer.code, params: answer.params })
}

function agreesWithScan({ call, answer }: Acknowledged, row: ScanLine): boolean {
  if (row.person !== call.who!.id) return false
  if (!answer.ok) return row.kind === 'refused' && row.code === answer.code
  const outcome = answer.data as ScanOutcome
  if (outcome.outcome === 'ticket') return row.kind === 'ticket' && row.ticket === outcome.ticket
  // A sign-in that lost a race with another of the same person is kept as one, and answered as a repeat.
  if (outcome.outcome === 'repeat') return row.kind === 'repeat' || row.kind === 'sign_in'
  return row.kind === (purposeOf(call.input) === 'sign_out' ? 'sign_out' : 'sign_in')
}

interface Presence {
  key: string
  /** This very answer made the attendance. */
  arrived: boolean
  holds(attendance: AttendanceLine): boolean
}

/** The attendance that an answer speaks of; null where it speaks of none. */
function presenceOf({ call, answer }: Acknowledged, eventOfCode: ReadonlyMap<string, OpenEvent>): Presence | null {
  if (!answer.ok || (call.name !== 'attendance.scan' && call.name !== 'attendance.walkIn')) return null
  const outcome = answer.data as ScanOutcome
  if (outcome.outcome === 'ticket') return null
  const { eventId, signedInAt } = outcome.attendance
  const key = `${eventId} ${call.who!.id}`
  const isThere = (attendance: AttendanceLine) => attendance.signedInAt.getTime() === signedInAt
  if (call.name === 'attendance.walkIn') {
    const [, scanNonce] = (call.input as InputOf<'attendance.walkIn'>).ticket.split('.')
    return { key, arrived: true, holds: (attendance) => isThere(attendance) && attendance.inNonce === scanNonce }
  }
  const scanned = parseScan((call.input as InputOf<'attendance.scan'>).code)!
  if (eventOfCode.get(scanned.eventCode)?.id !== eventId) return { key, arrived: false, holds: () => false }
  if (outcome.outcome === 'repeat') return { key, arrived: false, holds: isThere }
  if (scanned.purpose === 'sign_out') {
    const leftAt = stepTime(scanned.step)
    return { key, arrived: false, holds: (attendance) => isThere(attendance) && (attendance.signedOutAt?.getTime() ?? 0) >= leftAt }
  }
  return {
    key,
    arrived: true,
    holds: (attendance) => isThere(attendance) && attendance.inNonce === call.nonce && signedInAt === stepTime(scanned.step),
  }
}

function purposeOf(input: unknown) {
  return parseScan((input as InputOf<'attendance.scan'>).code)!.purpose
}

async function commandsOf(client: Client, nonces: readonly string[]): Promise<CommandLine[]> {
  const text = 'select actor_id as actor, nonce, result, refusal from command where nonce = any ($1)'
  return (await client.query<CommandLine>(text, [nonces])).rows
}

async function scansOf(client: Client, nonces: readonly string[]): Promise<ScanLine[]> {
  const text = `select nonce, person_id as person, answer->>'kind' as kind, answer->>'code' as code, ticket from scan where nonce = any ($1)`
  return (await client.query<ScanLine>(text, [nonces])).rows
}

async function attendancesOf(client: Client, people: readonly string[]): Promise<AttendanceLine[]> {
  const { rows } = await client.query<AttendanceLine>(
    `select event_id || ' ' || person_id as key, in_nonce as "inNonce", signed_in_at as "signedInAt", signed_out_at as "signedOutAt"
     from attendance where person_id = any ($1)`,
    [people],
  )
  return rows
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
