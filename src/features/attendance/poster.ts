import type { Instant } from '@core/contract/common'
import type { InputOf } from '@core/contract/procedures'
import { dayOf } from '@core/rules/shared/calendar'
import type { Attempt } from '@/sync/delivery'
import { attemptRecord, sendNow, useOutbox } from '@/sync/outbox'
import type { OutboxRecord } from '@/sync/record'
import { currentSession } from '@/sync/session'
import { serverNow } from './server-clock'

/** A live delivery is at most a minute old; what took longer (a log-in, a choice) says so. */
const LIVE_MS = 45_000

export type PosterInput = InputOf<'attendance.poster'>

/** A home's poster that was scanned. */
export interface ScannedPoster {
  homeCode: string
  /** When, by the phone's clock, corrected. */
  at: Instant
  /** The event meant, once somebody has said so. */
  eventId?: string
}

/** Sends what a poster says: at once, or from the phone when there is a network again. `again`: it lay there before. */
export async function postPoster(poster: ScannedPoster): Promise<{ attempt: Attempt; again: boolean }> {
  const waiting = waitingTwin(poster)
  if (waiting) return { attempt: await attemptRecord(waiting.nonce), again: true }
  const { homeCode, at, eventId } = poster
  const input: PosterInput = { code: homeCode, delivery: 'stored', at, ...(eventId === undefined ? {} : { eventId }) }
  const live: PosterInput = { ...input, delivery: 'live' }
  const attempt = await sendNow(
    { procedure: 'attendance.poster', input, subject: posterSubject(homeCode) },
    serverNow() - at < LIVE_MS ? live : undefined,
  )
  return { attempt, again: false }
}

/** What is scanned at a home goes in its order. */
export function posterSubject(homeCode: string): string {
  return `home:${homeCode}`
}

/** The same poster of the same day that already lies on the phone: a second one adds nothing. */
function waitingTwin({ homeCode, at, eventId }: ScannedPoster): OutboxRecord | undefined {
  const person = currentSession().person?.id ?? null
  return useOutbox.getState().records.find((record) => {
    if (record.procedure !== 'attendance.poster' || record.state !== 'waiting' || record.person !== person) return false
    const other = record.input as PosterInput
    return other.code === homeCode && other.eventId === eventId && dayOf(other.at) === dayOf(at)
  })
}
