/**
 * 下乡包 (domain.md, 「Presence」): the events, lists and keys of a day, carried on an officer's phone. The events' packs lie with
 * those of every door (kept-packs.ts); here stands which of them were fetched together.
 */
import { create } from 'zustand'
import type { FieldPack } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { now } from '@/platform/clock'
import { readStored, removeStored, writeStored } from '@/platform/storage'
import { query } from '@/sync/calls'
import type { OutboxRecord } from '@/sync/record'
import { currentSession, useSession } from '@/sync/session'
import { keepScreen } from '../screen/kept-screens'
import { askedTheTime } from '../server-clock'
import { dropOldPacks, dropPack, keepPack, packSize } from './kept-packs'

const KEY = 'field-packs'

/** A day's pack as it lies on this phone. */
export interface CarriedPack {
  person: string | null
  orgId: string
  orgName: string
  day: string
  /** By the phone's clock. */
  fetchedAt: Instant
  eventIds: string[]
}

/** The packs of this phone, the last fetched first. */
export const useFieldPacks = create<{ packs: readonly CarriedPack[] }>((set) => {
  // The doors themselves go with the log-in as well (kept-packs.ts).
  useSession.subscribe(({ person }, before) => {
    if (before.person === null || person?.id === before.person.id) return
    removeStored(KEY)
    set({ packs: [] })
  })
  const person = currentSession().person?.id ?? null
  return { packs: (readStored<CarriedPack[]>(KEY) ?? []).filter((pack) => pack.person === person) }
})

/**
 * Fetches the pack of a day and keeps it in place of the one before. Throws AppError, or `Error('storage_full')`: then
 * nothing of it stays, since half a day would be trusted as a whole one.
 */
export async function fetchFieldPack({ orgId, orgName }: { orgId: string; orgName: string }, day: string): Promise<CarriedPack> {
  const fetched = await askedTheTime(() => query('attendance.fieldPack', { orgId, day }))
  const eventIds = fetched.packs.map(({ screen }) => screen.eventId)
  const carried: CarriedPack = { person: currentSession().person?.id ?? null, orgId, orgName, day, fetchedAt: now(), eventIds }
  dropOldPacks()
  const others = useFieldPacks.getState().packs.filter((pack) => (pack.orgId !== orgId || pack.day !== day) && carriedSize(pack) > 0)
  try {
    keepDoors(fetched)
    remember([carried, ...others])
  } catch (error) {
    for (const eventId of eventIds) dropPack(eventId)
    throw error
  }
  return carried
}

function keepDoors({ packs, passKeys }: FieldPack): void {
  const at = now()
  for (const pack of packs) keepPack(pack.screen.eventId, { pack, passKeys, fetchedAt: at, listedAt: at })
}

/** Throws a pack away, lists and keys with it. What was recorded with it is not touched. */
export function dropFieldPack(carried: CarriedPack): void {
  const others = useFieldPacks.getState().packs.filter((pack) => pack !== carried)
  const stillCarried = new Set(others.flatMap(({ eventIds }) => eventIds))
  for (const eventId of carried.eventIds.filter((id) => !stillCarried.has(id))) {
    dropPack(eventId)
    // Whoever opened the screen out there has the event's key in a second place.
    keepScreen(eventId, null)
  }
  remember(others)
}

/** How much room a pack takes, in characters. */
export function carriedSize({ eventIds }: CarriedPack): number {
  return eventIds.reduce((sum, eventId) => sum + packSize(eventId), 0)
}

/** The records of a pack's doors that have not been delivered: those that wait, and those that somebody has to look at. */
export function undelivered(records: readonly OutboxRecord[], { eventIds }: Pick<CarriedPack, 'eventIds'>): OutboxRecord[] {
  const ids = new Set(eventIds)
  return records.filter(
    ({ procedure, input, state }) =>
      (procedure === 'attendance.record' || procedure === 'attendance.addEvidence') &&
      state !== 'delivered' &&
      ids.has((input as { eventId: string }).eventId),
  )
}

function remember(packs: readonly CarriedPack[]): void {
  if (packs.length > 0) writeStored(KEY, packs)
  else removeStored(KEY)
  useFieldPacks.setState({ packs })
}
