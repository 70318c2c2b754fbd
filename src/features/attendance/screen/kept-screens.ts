import { readStored, removeStored, writeStored } from '@/platform/storage'
import type { KeptScreen } from './screen-engine'

const KEY = 'screens'
/** An evening has a few events; the secrets of older ones have no business on the device. */
const MOST = 3

type Kept = Record<string, KeptScreen>

/** What this device has kept of an event's screen, unchecked. */
export function readKeptScreen(eventId: string): unknown {
  return readStored<Kept>(KEY)?.[eventId] ?? null
}

/** Keeps an event's screen, or forgets it (null). Throws `Error('storage_full')` where it cannot be kept. */
export function keepScreen(eventId: string, kept: KeptScreen | null): void {
  const others = Object.entries(readStored<Kept>(KEY) ?? {}).filter(([id]) => id !== eventId)
  const all = kept ? [...others, [eventId, kept] as const] : others
  if (all.length > 0) writeStored(KEY, Object.fromEntries(all.slice(-MOST)))
  else removeStored(KEY)
}
