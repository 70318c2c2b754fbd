import type { Instant } from '@core/contract/common'
import { askComingFrom } from '@core/rules/sessions/booking'
import { clockOf, DAY_MS, dayOf, dayStart, HOUR_MS } from '@core/rules/shared/calendar'
import { timeName } from '../services/messages'
import { tellOfSession } from '../services/session-messages'
import type { SessionRow, ToldAhead } from '../store/sessions'
import type { Tables } from '../store/store'
import type { JobParts } from './parts'

const MOST = 100
const HOUR_BEFORE_MS = HOUR_MS
/** A host is told of a duty three days before. */
const DUTY_BEFORE_MS = 3 * DAY_MS

/**
 * What is told ahead of a session, each once: to its host that it is their turn; from 18:00 of the day before to everybody booked
 * 「来 / 不来了」; an hour before to everybody booked when it is their turn. Who booked later than that knows.
 */
export async function remindOfSessions(parts: JobParts): Promise<void> {
  const { now } = parts
  await eachOnce(parts, 'duty', now + DUTY_BEFORE_MS, tellHost)
  await eachOnce(parts, 'coming', endOfDayAsked(now), askComing)
  await eachOnce(parts, 'hour', now + HOUR_BEFORE_MS, tellHourBefore)
}

/** The end of the last day about which people are asked by now: from 18:00 on that is tomorrow (`askComingFrom`). */
function endOfDayAsked(now: Instant): Instant {
  return dayStart(dayOf(now + 6 * HOUR_MS)) + DAY_MS - 1
}

type Tell = (store: Tables, parts: JobParts, session: SessionRow) => Promise<void>

async function eachOnce(parts: JobParts, what: ToldAhead, until: Instant, tell: Tell): Promise<void> {
  const { store, now } = parts
  for (const sessionId of await store.sessions.toTell(what, now, until, MOST)) {
    await store.transaction(async (tx) => {
      await tx.sessions.lock([sessionId])
      const session = await tx.sessions.byId(sessionId, null, now)
      // Moved meanwhile: its time comes again.
      if (!session || session.startsAt > until) return
      if (await tx.sessions.markTold(what, sessionId, now)) await tell(tx, parts, session)
    })
  }
}

async function tellHost(store: Tables, { ids, now }: JobParts, session: SessionRow): Promise<void> {
  await tellOfSession(store, ids, session, [session.host.id], 'duty_coming', { time: clockOf(session.startsAt) }, now)
}

async function askComing(store: Tables, { ids, now }: JobParts, session: SessionRow): Promise<void> {
  const from = askComingFrom(session.startsAt)
  for (const { personId, startsAt, at } of await store.slots.expected(session.id))
    if (at < from) await tellOfSession(store, ids, session, [personId], 'session_day_before', { time: timeName(startsAt) }, now)
}

async function tellHourBefore(store: Tables, { ids, now }: JobParts, session: SessionRow): Promise<void> {
  const from = session.startsAt - HOUR_BEFORE_MS
  for (const { personId, startsAt, state, at } of await store.slots.expected(session.id))
    if (state === 'booked' && at < from)
      await tellOfSession(store, ids, session, [personId], 'session_hour_before', { time: timeName(startsAt) }, now)
}
