/** What must hold when more people enroll at once than there are places. */
import type { Client } from 'pg'
import type { Answered } from './generator'
import type { ErrorCode } from '@core/contract/errors'
import type { BookingKind, Rush } from './booking-kinds'
import { personId } from './numbered'

/** What the tables say afterwards of what was booked; people by their ids. */
export interface Booked {
  /** Who holds a place, in the order of the places. */
  holders: readonly string[]
  enrolled: readonly string[]
}

export async function readBooked(
  client: Client,
  { id, tables: { place, booking, key, booked } }: Pick<BookingKind, 'id' | 'tables'>,
  number: number,
): Promise<Booked> {
  const of = [id(number)]
  const holders = await client.query<{ id: string }>(
    `select person_id as id from ${place} where ${key} = $1 and state <> 'free' order by n`,
    of,
  )
  const enrolled = await client.query<{ id: string }>(
    `select person_id as id from ${booking} where ${key} = $1 and state = '${booked}' order by person_id`,
    of,
  )
  return { holders: holders.rows.map((row) => row.id), enrolled: enrolled.rows.map((row) => row.id) }
}

/**
 * What is wrong with a rush of `people` for `places`, a sentence each; empty where exactly as many are in as there are places,
 * all others were told 「满」, nobody is in twice, and who was told so is who is in.
 */
export function wrongWith(
  answers: readonly Answered[],
  booked: Booked,
  { people, places }: Rush,
  fullCode: ErrorCode = 'event_full',
): string[] {
  const told = answers.filter(({ code }) => code === 'ok').map(({ person }) => personId(person))
  const full = answers.filter(({ code }) => code === fullCode).length
  const silent = answers.filter(({ code }) => code === null).length
  const others = new Set(answers.flatMap(({ code }) => (code === null || code === 'ok' || code === fullCode ? [] : [code])))
  const differ = (some: readonly string[], more: readonly string[]) => [...some].sort().join() !== [...more].sort().join()
  return [
    ...(answers.length === people && silent === 0 ? [] : [`${answers.length - silent} of ${people} were answered`]),
    ...(others.size === 0 ? [] : [`some were answered ${[...others].join(', ')}`]),
    ...(told.length === places ? [] : [`${told.length} were told that they are in, for ${places} places`]),
    ...(full === people - places ? [] : [`${full} were told 「满」, not ${people - places}`]),
    ...(booked.enrolled.length === places ? [] : [`${booked.enrolled.length} are enrolled, for ${places} places`]),
    ...(new Set(booked.holders).size === booked.holders.length ? [] : ['somebody holds two places']),
    ...(new Set(answers.map(({ person }) => person)).size === answers.length ? [] : ['somebody was answered twice']),
    ...(differ(told, booked.enrolled) ? ['those who were told that they are in are not those who are enrolled'] : []),
    ...(differ(booked.holders, booked.enrolled) ? ['those who hold places are not those who are enrolled'] : []),
  ]
}
