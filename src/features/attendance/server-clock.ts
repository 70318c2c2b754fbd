/**
 * What this phone knows of the server's clock. Presence that a phone itself records (a pass that was read, a roll call, a
 * poster) is dated by the phone's clock, corrected by the last known offset (domain.md, 「Presence」).
 *
 * The offset is to the wall clock: in a pocket a monotonic clock may stand still for an hour.
 */
import { create } from 'zustand'
import type { Instant } from '@core/contract/common'
import { now } from '@/platform/clock'
import { readStored, writeStored } from '@/platform/storage'

const KEY = 'clock-offset'

/** Server time minus the phone's clock, and how wrong that can be: half the time the request took. Milliseconds. */
export interface ServerOffset {
  offset: number
  error: number
}

/** The last known offset; null before the first answer that told the server's time. */
export const useServerClock = create<{ known: ServerOffset | null }>(() => ({ known: readStored<ServerOffset>(KEY) }))

/** The server's time as far as this phone knows it. */
export function serverNow(): Instant {
  return now() + (useServerClock.getState().known?.offset ?? 0)
}

/** Asks something whose answer tells the server's time, and learns from it. Throws what `ask` throws. */
export async function askedTheTime<T extends { now: Instant }>(ask: () => Promise<T>): Promise<T> {
  const sent = now()
  const answer = await ask()
  learn(offsetOf(answer.now, sent, now()))
  return answer
}

/** The offset by one answer: the server's clock is taken to be that of the middle of the request. */
export function offsetOf(serverTime: Instant, sent: Instant, received: Instant): ServerOffset {
  return { offset: Math.round(serverTime - (sent + received) / 2), error: Math.max(0, received - sent) / 2 }
}

/** The better of two: the later one, unless it only says less exactly what is known already. */
export function betterOffset(known: ServerOffset | null, next: ServerOffset): ServerOffset {
  if (!known || next.error <= known.error) return next
  return Math.abs(next.offset - known.offset) > known.error + next.error ? next : known
}

function learn(next: ServerOffset): void {
  const { known } = useServerClock.getState()
  const better = betterOffset(known, next)
  if (better === known) return
  useServerClock.setState({ known: better })
  try {
    writeStored(KEY, better)
  } catch {
    // It holds until the app is closed.
  }
}
