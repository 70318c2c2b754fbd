import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import { dayOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { slotsOf } from '@core/rules/sessions/rota'
import type { Ids } from '@cloud/services/ids'
import { createSecrecy } from '@cloud/services/secrecy'
import type { Database } from '@cloud/store/schema'
import type { Rows } from './insert-rows'
import type { PlannedSession } from './session-plan'

/** A session as it lies in the database when a history begins. */
export interface TownSession {
  id: string
  code: string
  startsAt: Instant
  endsAt: Instant
  hostId: string
  planned: PlannedSession
}

/** Where a session is held, and for whom. */
interface Place {
  orgId: string
  homeId: string
}

/** As it is kept where there is no key. */
const QUESTION = createSecrecy(null).seal('想问问助学贷款')

export function townSessions(planned: readonly PlannedSession[], people: readonly { id: string }[], ids: Ids, now: Instant): TownSession[] {
  return planned.map((session) => {
    const startsAt = now + session.startsIn
    const endsAt = startsAt + session.slots * session.slotMinutes * MINUTE_MS
    return { id: ids.uuid(now), code: ids.publicCode(), startsAt, endsAt, hostId: people[session.host]!.id, planned: session }
  })
}

/** The rows of sessions with their slots, places and bookings. */
export function sessionRows(
  sessions: readonly TownSession[],
  people: readonly { id: string }[],
  { orgId, homeId }: Place,
  ids: Ids,
  now: Instant,
) {
  const created_at = new Date(now)
  const slots = sessions.flatMap((session) =>
    slotsOf(session.startsAt, session.endsAt, session.planned.slotMinutes).map((slot) => ({ session, ...slot })),
  )
  return {
    duty_session: sessions.map(({ id, code, startsAt, endsAt, hostId, planned }) => ({
      session_id: id,
      code,
      org_id: orgId,
      home_id: homeId,
      day: dayOf(startsAt),
      host_id: hostId,
      meant_host_id: hostId,
      starts_at: new Date(startsAt),
      ends_at: new Date(endsAt),
      slot_minutes: planned.slotMinutes,
      places_per_slot: planned.places,
      by_hand: false,
      secret: ids.secret(32),
      created_at,
    })),
    public_code: sessions.map(({ id, code }) => ({ code, kind: 'session', target_id: id, created_at })),
    session_intake: sessions.map(({ id }) => ({ session_id: id, waiting: 0, created_at })),
    slot: slots.map(({ session, no, startsAt, endsAt }) => ({
      session_id: session.id,
      slot_no: no,
      starts_at: new Date(startsAt),
      ends_at: new Date(endsAt),
      created_at,
    })),
    slot_place: slots.flatMap(({ session, no }) => {
      const holders = session.planned.booked.filter(({ slotNo }) => slotNo === no).map(({ person }) => people[person]!.id)
      return Array.from({ length: session.planned.places }, (_, index) => {
        const person_id = holders[index] ?? null
        const state = person_id === null ? ('free' as const) : ('taken' as const)
        return { session_id: session.id, slot_no: no, n: index + 1, state, person_id, created_at }
      })
    }),
    booking: sessions.flatMap((session) =>
      session.planned.booked.map(({ person, slotNo }) => ({
        session_id: session.id,
        person_id: people[person]!.id,
        id: ids.uuid(now),
        slot_no: slotNo,
        state: 'booked' as const,
        source: 'app' as const,
        topic: 'study' as const,
        question_enc: QUESTION,
        anonymous: false,
        at: created_at,
        by_host: false,
        late: false,
        created_at,
      })),
    ),
  } satisfies Rows
}

const OF_SESSIONS = ['duty_session', 'slot', 'slot_place', 'session_intake', 'booking', 'session_waiting'] as const

/** Takes the sessions of a history away: the next one of the same database begins at the same moment, and its jobs would find them. */
export async function clearSessions(kysely: Kysely<Database>): Promise<void> {
  const deletions = OF_SESSIONS.map((table) => sql`${sql.id(`cleared_${table}`)} as (delete from ${sql.table(table)})`)
  await sql`/* prepared: simulation.clear-sessions */ with ${sql.join(deletions)} select 1`.execute(kysely)
}
