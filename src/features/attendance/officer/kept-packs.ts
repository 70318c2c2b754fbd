/**
 * What an officer's phone holds of an event's door: once fetched, the door works without a network (domain.md, 「Reverse
 * scan」, 「下乡包」). It belongs to the person who fetched it and goes with their log-in.
 */
import { create } from 'zustand'
import type { DoorLine, DoorPack, PassKey } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { DAY_MS } from '@core/rules/shared/calendar'
import { now } from '@/platform/clock'
import { readStored, removeStored, writeStored } from '@/platform/storage'
import { dropAnswers } from '@/sync/answers'
import { currentSession, useSession } from '@/sync/session'
import { keepLarge, largeSize, readLarge, removeLarge } from './kept-text'

const INDEX = 'door-packs'
/** Records of an officer's phone are taken for seven days; after that a pack is of no use. */
const KEPT_AFTER_END_MS = 7 * DAY_MS

/** The door of an event as it lies on this phone. */
export interface KeptPack {
  pack: DoorPack
  passKeys: readonly PassKey[]
  /** When the pack was fetched, and when its list was last heard of: the phone's clock. */
  fetchedAt: Instant
  listedAt: Instant
}

interface Stored {
  version: 1
  person: string | null
  /** Without its list, which changes much more often. */
  pack: DoorPack
  passKeys: readonly PassKey[]
  fetchedAt: Instant
}

interface StoredList {
  lines: DoorLine[]
  listedAt: Instant
}

/** The packs that have been looked at since the app was opened, by event. */
export const useKeptPacks = create<{ packs: Readonly<Record<string, KeptPack>> }>((set) => {
  // Lists of names stay on no phone without the log-in they were fetched with.
  useSession.subscribe(({ person }, before) => {
    if (before.person === null || person?.id === before.person.id) return
    for (const eventId of keptEventIds()) removeFromDisk(eventId)
    set({ packs: {} })
  })
  return { packs: {} }
})

/** The pack of an event: from memory, or from the disk. Null where there is none of the person who is logged in. */
export function readPack(eventId: string): KeptPack | null {
  const { packs } = useKeptPacks.getState()
  return packs[eventId] ?? readFromDisk(eventId)
}

/** Keeps a pack. Throws `Error('storage_full')`; then it holds until the app is closed. */
export function keepPack(eventId: string, kept: KeptPack): void {
  remember(eventId, kept)
  const { lines, ...rest } = kept.pack
  const stored: Stored = {
    version: 1,
    person: currentPerson(),
    pack: { ...rest, lines: [] },
    passKeys: kept.passKeys,
    fetchedAt: kept.fetchedAt,
  }
  withRoom(() => {
    keepLarge(packKey(eventId), stored)
    keepLarge(listKey(eventId), { lines, listedAt: kept.listedAt } satisfies StoredList)
    writeStored(INDEX, [...keptEventIds().filter((id) => id !== eventId), eventId])
  })
}

/** Keeps what the server says of an event's list now. A full disk keeps the list of before. */
export function keepList(eventId: string, lines: DoorLine[], listedAt: Instant): void {
  const kept = readPack(eventId)
  if (!kept) return
  const changed = JSON.stringify(kept.pack.lines) !== JSON.stringify(lines)
  remember(eventId, { ...kept, pack: { ...kept.pack, lines }, listedAt })
  if (!changed) return
  try {
    keepLarge(listKey(eventId), { lines, listedAt } satisfies StoredList)
  } catch {
    // The list in memory is newer; the one on the disk is still a list.
  }
}

/** Forgets an event's pack. */
export function dropPack(eventId: string): void {
  removeFromDisk(eventId)
  useKeptPacks.setState(({ packs: { [eventId]: _dropped, ...packs } }) => ({ packs }))
}

/** How much room an event's pack takes on the disk, in characters; 0 where it does not lie there. */
export function packSize(eventId: string): number {
  return largeSize(packKey(eventId)) + largeSize(listKey(eventId))
}

/** The events whose packs lie on the disk, oldest first. */
export function keptEventIds(): string[] {
  return readStored<string[]>(INDEX) ?? []
}

/** Forgets the packs of events that have been over for a week. */
export function dropOldPacks(): void {
  for (const eventId of keptEventIds()) {
    const kept = readFromDisk(eventId)
    if (!kept || kept.pack.screen.signOutClosesAt + KEPT_AFTER_END_MS < now()) dropPack(eventId)
  }
}

function remember(eventId: string, kept: KeptPack): void {
  useKeptPacks.setState(({ packs }) => ({ packs: { ...packs, [eventId]: kept } }))
}

function readFromDisk(eventId: string): KeptPack | null {
  const stored = readLarge<Stored>(packKey(eventId))
  const list = readLarge<StoredList>(listKey(eventId))
  if (!stored || !list || stored.version !== 1 || stored.person !== currentPerson()) return null
  const { pack, passKeys, fetchedAt } = stored
  return { pack: { ...pack, lines: list.lines }, passKeys, fetchedAt, listedAt: list.listedAt }
}

function removeFromDisk(eventId: string): void {
  removeLarge(packKey(eventId))
  removeLarge(listKey(eventId))
  const rest = keptEventIds().filter((id) => id !== eventId)
  if (rest.length > 0) writeStored(INDEX, rest)
  else removeStored(INDEX)
}

/** Kept answers are a comfort; a pack is what a day in a village hangs on. */
function withRoom(write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!dropAnswers()) throw error
    write()
  }
}

function currentPerson(): string | null {
  return currentSession().person?.id ?? null
}

function packKey(eventId: string): string {
  return `door-pack/${eventId}`
}

function listKey(eventId: string): string {
  return `door-list/${eventId}`
}
