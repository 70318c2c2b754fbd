/** Σ(enrolled + offered) ≤ places, place and person belong to each other, and nobody was told 「满」 falsely (domain.md, 「Events」). */
import { checkBookings } from '../linearizability'
import type { Town, TownEvent } from '../town'
import type { Operation } from '../witness'
import type { TownTables } from './tables'

const ENROLLED = new Set(['enrolled', 'attended', 'absent'])

/**
 * Whether the places hold, and whether what people were told fits into one order of events. `operations` null: there is a line,
 * which hands places on by itself, and is watched commit by commit (line-watch.ts).
 */
export function checkPlaces(town: Town, tables: TownTables, operations: readonly Operation[] | null): string[] {
  return town.events.flatMap((event) => {
    if (event.places === null) return []
    const order = operations === null ? [] : checkOrder(event, event.places, tables, operations)
    return [...checkRows(event, event.places, tables), ...order]
  })
}

function enrolledAt(event: TownEvent, tables: TownTables): string[] {
  return tables.enrollments.filter((row) => row.eventId === event.id && ENROLLED.has(row.state)).map((row) => row.personId)
}

function checkRows(event: TownEvent, places: number, tables: TownTables): string[] {
  const held = tables.places.filter((place) => place.eventId === event.id && place.state !== 'free')
  const enrolled = enrolledAt(event, tables)
  const violations: string[] = []
  if (held.length > places || enrolled.length > places)
    violations.push(`overbooked: ${held.length} places taken and ${enrolled.length} people enrolled of ${places} at ${event.id}`)
  for (const person of enrolled) {
    const own = held.filter((place) => place.personId === person).length
    if (own !== 1) violations.push(`${person} is enrolled at ${event.id} and has ${own} places`)
  }
  for (const { personId, state } of held)
    if (state === 'offered') {
      const entry = tables.waiting.find((one) => one.eventId === event.id && one.personId === personId)
      if (entry?.state !== 'offered') violations.push(`${personId} is offered a place at ${event.id} and does not wait`)
    } else if (!enrolled.includes(personId!)) violations.push(`${personId} has a place at ${event.id} and is not enrolled`)
  return violations
}

function checkOrder(event: TownEvent, places: number, tables: TownTables, operations: readonly Operation[]): string[] {
  const own = operations.filter((operation) => operation.eventId === event.id && !operation.dropped)
  const checked = checkBookings({ places, operations: own, finallyEnrolled: enrolledAt(event, tables) })
  return checked.ok ? [] : [`what people were told at ${event.id} fits into no order: ${checked.reason}`]
}
