import type { Purpose, ScanInput } from '@core/contract/attendance'
import type { InputOf } from '@core/contract/procedures'
import { stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import type { Chance } from './chance'
import { CLIENTS, type Client, type FreeHistory, type FreePlan } from './free-history'
import { OFFICER, type PlannedEvent } from './plan'
import type { Person, TownEvent } from './town'

const STARTS_IN = 5 * MINUTE_MS
const LENGTH = 60 * MINUTE_MS

/** One event or two, with many people; most are enrolled. */
export function planFreeSignIn(chance: Chance): FreePlan {
  const people = chance.between(20, 60)
  const events = Array.from({ length: chance.between(1, 2) }, (): PlannedEvent => {
    const enrolled = Array.from({ length: people }, (_, index) => index + 1).filter(() => chance.happens(0.7))
    const places = chance.happens(0.4) ? enrolled.length + chance.below(3) : null
    return { startsIn: STARTS_IN, endsIn: STARTS_IN + LENGTH, places, enrolled, givesHours: true, creditHundredths: 25 }
  })
  return { people: people + 1, events }
}

/** All come through the door at once; at the end all leave at once, some phones deliver late, and officers close at the same time. */
export async function playFreeSignIn(history: FreeHistory, streams: (stream: string) => Chance): Promise<void> {
  const { town } = history
  const clients = Array.from({ length: CLIENTS }, (_, index) => history.client(index, null, streams(`client ${index}`)))
  const chance = streams('order')
  const all = town.people.filter((_, index) => index !== OFFICER)
  const crowd = () => shuffled(chance, [...all, ...all.filter(() => chance.happens(0.4))])

  await inLine(clients, crowd(), (client, person) => comeIn(history, client, chance.pick(town.events), person))
  const [first] = town.events
  history.now = first!.endsAt + 5 * MINUTE_MS
  const closers = chance.happens(0.5) ? Array.from({ length: chance.between(1, 2) }, () => town.people[OFFICER]!) : []
  await inLine(clients, shuffled(chance, [...crowd(), ...closers]), (client, person) => {
    if (person === town.people[OFFICER]) return close(history, { ...client, person }, chance.pick(town.events))
    return goOut(history, { ...client, person }, chance.pick(town.events))
  })
}

function shuffled<T>(chance: Chance, list: readonly T[]): T[] {
  const keyed = list.map((item) => ({ item, key: chance.next() }))
  return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item)
}

/** Every client takes the next of the line as soon as it is free. */
async function inLine(clients: readonly Client[], line: Person[], act: (client: Client, person: Person) => Promise<void>): Promise<void> {
  const rest = [...line]
  await Promise.all(
    clients.map(async (client) => {
      for (let person = rest.pop(); person; person = rest.pop()) await act(client, person)
    }),
  )
}

function codeOf(event: TownEvent, purpose: Purpose, at: number): string {
  return codeFor(event.secret, purpose, event, stepOf(at))
}

/** Scans; some before they log in, so that the scan becomes theirs by its ticket. */
async function comeIn(history: FreeHistory, client: Client, event: TownEvent, person: Person): Promise<void> {
  const scan: ScanInput = { code: codeOf(event, 'sign_in', history.now - client.chance.below(3) * 10_000), delivery: 'live' }
  const before = client.chance.happens(0.25)
  const scanned = await history.ask({ ...client, person: before ? null : person }, 'attendance.scan', scan)
  if (scanned.ok && scanned.data.outcome === 'ticket' && before)
    await history.ask({ ...client, person }, 'attendance.redeem', { ticket: scanned.data.ticket })
}

/** Scans the way out, or delivers only now what was scanned on the way in. */
async function goOut(history: FreeHistory, client: Client, event: TownEvent): Promise<void> {
  const late = client.chance.happens(0.3)
  const scan: ScanInput = late
    ? { code: codeOf(event, 'sign_in', event.startsAt + client.chance.below(LENGTH)), delivery: 'stored' }
    : { code: codeOf(event, 'sign_out', history.now - client.chance.below(4) * 10_000), delivery: 'live' }
  await history.ask(client, 'attendance.scan', scan)
}

/** 「完结」: confirms what came late and fills in when people left. */
async function close(history: FreeHistory, client: Client, event: TownEvent): Promise<void> {
  const shown = await history.ask(client, 'events.closing', { eventId: event.id })
  if (!shown.ok) return
  const open = shown.data.lines.filter((line) => !line.settled)
  const input: InputOf<'events.close'> = {
    eventId: event.id,
    confirm: open.filter((line) => line.delayed && !line.confirmed).map((line) => line.personId),
    left: open.flatMap(({ personId, suggestedLeftAt }) => (suggestedLeftAt === null ? [] : [{ personId, leftAt: suggestedLeftAt }])),
  }
  await history.ask(client, 'events.close', input)
}
