/** Events that are yet to come: with room, with a line of people who wait, with places that are kept for some of them. */
import { sql } from 'kysely'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import type { WorldEvent } from '../fakes/world'
import type { FuzzWorld } from './fuzz-world'

/** Beyond the events that makers publish, so that a day has not too many of them. */
const FIRST_DAY = 10
const OFFERED = 30
const LAPSED = 10

/** Lays them as of the world's clock. */
export async function layLines(fuzz: FuzzWorld): Promise<void> {
  const { world } = fuzz
  const { officer } = fuzz.people
  for (let n = 0; n < 4; n += 1) fuzz.coming.push(await eventOn(fuzz, FIRST_DAY + n, n % 2 === 0 ? null : 3_000))
  for (const event of fuzz.coming)
    for (const player of fuzz.young.slice(2, 8)) {
      await world.call(player, 'events.enroll', { eventId: event.id })
      fuzz.enrolled.add({ player, eventId: event.id })
    }
  const {
    takenCount: _taken,
    status: _status,
    reviewNote: _note,
    ...form
  } = await world.call(officer, 'events.form', {
    eventId: fuzz.coming[0]!.id,
  })
  fuzz.firstForm = { ...form, eventId: fuzz.coming[0]!.id }
  for (let n = 0; n < 4; n += 1) fuzz.crowded.push(await crowdedEvent(fuzz, FIRST_DAY + 5 + n))
  await layOffers(fuzz)
}

/** Two places, both taken, and four people in line. */
async function crowdedEvent(fuzz: FuzzWorld, day: number): Promise<WorldEvent> {
  const event = await eventOn(fuzz, day, 2)
  for (const player of fuzz.young.slice(100, 102)) await fuzz.world.call(player, 'events.enroll', { eventId: event.id })
  for (const player of fuzz.young.slice(102, 106)) {
    await fuzz.world.call(player, 'events.wait', { eventId: event.id, mode: 'ask' })
    fuzz.waiting.add({ player, eventId: event.id })
  }
  return event
}

/** Those who had the places leave, those who wanted to be asked are: some of the offers have run out, and nobody has noticed yet. */
async function layOffers(fuzz: FuzzWorld): Promise<void> {
  const { world } = fuzz
  const count = OFFERED + LAPSED
  const { id: eventId } = await eventOn(fuzz, FIRST_DAY + 12, count)
  const [holders, waiters] = [fuzz.young.slice(10, 10 + count), fuzz.young.slice(60, 60 + count)]
  for (const player of holders) await world.call(player, 'events.enroll', { eventId })
  for (const player of waiters) await world.call(player, 'events.wait', { eventId, mode: 'ask' })
  for (const player of holders) await world.call(player, 'events.leave', { eventId })
  for (const [index, player] of waiters.entries()) (index < OFFERED ? fuzz.offers : fuzz.lapsed).push({ player, eventId })
  const late = fuzz.lapsed.map(({ player }) => player.id)
  await sql`update place set offered_until = ${new Date(world.now - HOUR_MS)}
    where event_id = ${eventId} and person_id = any(${late}::uuid[])`.execute(world.database.kysely)
}

function eventOn({ world }: FuzzWorld, day: number, places: number | null): Promise<WorldEvent> {
  const startsAt = world.now + day * DAY_MS
  return world.publish({ startsAt, endsAt: startsAt + 2 * HOUR_MS, places })
}
