import type { ScanOutcome } from '@core/contract/attendance'
import type { Answer } from '@core/contract/envelope'
import type { ErrorCode } from '@core/contract/errors'
import { stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import type { Chance } from './chance'
import { CLIENTS, type Client, type FreeHistory, type FreePlan } from './free-history'
import type { TownEvent } from './town'
import type { Operation } from './witness'

/** An event with few places, and more people than places, some with two phones. */
export function planFreeBooking(chance: Chance): FreePlan {
  const people = chance.between(10, CLIENTS)
  const places = chance.between(1, 6)
  const enrolled = Array.from({ length: chance.below(places + 1) }, (_, index) => index + 1)
  const event = { startsIn: 10 * MINUTE_MS, endsIn: 70 * MINUTE_MS, places, enrolled, givesHours: false, creditHundredths: 0 }
  return { people: people + 1, events: [event] }
}

/** Everybody enrolls, leaves and walks in at the same time. */
export async function playFreeBooking(history: FreeHistory, streams: (stream: string) => Chance): Promise<void> {
  const { town } = history
  const event = town.events[0]!
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, index) => {
      const person = town.people[1 + (index % (town.people.length - 1))]!
      const client = history.client(index, person, streams(`client ${index}`))
      for (let turn = client.chance.between(3, 8); turn > 0; turn -= 1) await takeTurn(history, client, event)
    }),
  )
}

async function takeTurn(history: FreeHistory, client: Client, event: TownEvent): Promise<void> {
  const drawn = client.chance.fraction()
  if (drawn < 0.5) {
    const operation = history.witness.invoke(event.id, client.person!.id, 'enroll')
    hear(history, operation, await history.ask(client, 'events.enroll', { eventId: event.id }), 'enrolled')
  } else if (drawn < 0.9) {
    const operation = history.witness.invoke(event.id, client.person!.id, 'leave')
    hear(history, operation, await history.ask(client, 'events.leave', { eventId: event.id }), 'left')
  } else await walkIn(history, client, event)
}

/** Scans at the door; who is not enrolled and finds a place free takes it. */
async function walkIn(history: FreeHistory, client: Client, event: TownEvent): Promise<void> {
  const { witness } = history
  const asked = witness.tick()
  const code = codeFor(event.secret, 'sign_in', event, stepOf(history.now))
  const scanned = await history.ask(client, 'attendance.scan', { code, delivery: 'live' })
  if (!scanned.ok) {
    hear(history, witness.invoke(event.id, client.person!.id, 'enroll', asked), scanned, 'enrolled')
    return
  }
  if (scanned.data.outcome !== 'ticket') return
  const operation = witness.invoke(event.id, client.person!.id, 'enroll')
  const came = await history.ask(client, 'attendance.walkIn', { ticket: scanned.data.ticket })
  // A repeat says only that they had come: whether this call took a place for them is not heard.
  if (came.ok && (came.data as ScanOutcome).outcome !== 'signed_in') return
  hear(history, operation, came, 'enrolled')
}

const REFUSED: Partial<Record<ErrorCode, NonNullable<Operation['answer']>>> = {
  event_full: 'full',
  not_enrolled_full: 'full',
  not_enrolled: 'not_enrolled',
  already_signed_in: 'already_signed_in',
}

function hear(history: FreeHistory, operation: Operation, answer: Answer<unknown>, done: 'enrolled' | 'left'): void {
  const meant = answer.ok ? done : REFUSED[answer.code]
  if (meant === undefined)
    history.witness.blame(`${operation.person} wanted to ${operation.kind} and heard ${answer.ok ? '' : answer.code}`)
  history.witness.hear(operation, meant ?? null)
}
