import { sql, type Kysely, type SqlBool } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { ErrorParams } from '@core/contract/errors'
import type { MessageKind } from '@core/contract/inbox'
import type { Cursor } from './events'
import type { Database } from './schema'

/** A message on its way to somebody. */
export interface NewMessage {
  id: string
  personId: string
  kind: MessageKind
  params: ErrorParams
  eventId: string | null
  homeId: string | null
  sessionId?: string | null
  caseId?: string | null
}

export interface MessageRow {
  id: string
  kind: MessageKind
  params: ErrorParams
  eventId: string | null
  homeId: string | null
  sessionId: string | null
  caseId: string | null
  at: Instant
  readAt: Instant | null
}

/** What people are told. A message is written in the transaction of what it tells of: it is never lost, and never wrong. */
export function inboxStore(db: Kysely<Database>) {
  return {
    async send(messages: readonly NewMessage[], now: Instant): Promise<void> {
      if (messages.length === 0) return
      const at = new Date(now)
      await sql`
        insert into inbox_message (person_id, id, kind, params, event_id, home_id, session_id, case_id, at, read_at, created_at)
        select m.person_id, m.id, m.kind, m.params, m.event_id, m.home_id, m.session_id, m.case_id, ${at}, null, ${at}
        from json_to_recordset(${JSON.stringify(
          messages.map((message) => ({
            person_id: message.personId,
            id: message.id,
            kind: message.kind,
            params: message.params,
            event_id: message.eventId,
            home_id: message.homeId,
            session_id: message.sessionId ?? null,
            case_id: message.caseId ?? null,
          })),
        )}::json) m (person_id uuid, id uuid, kind text, params jsonb, event_id uuid, home_id uuid, session_id uuid, case_id uuid)`.execute(
        db,
      )
    },

    /** A person's messages, the newest first. */
    async list(personId: string, after: Cursor | null, limit: number): Promise<MessageRow[]> {
      let query = db
        .selectFrom('inbox_message')
        .select([
          'id',
          'kind',
          'params',
          'event_id as eventId',
          'home_id as homeId',
          'session_id as sessionId',
          'case_id as caseId',
          'at',
          'read_at as readAt',
        ])
        .where('person_id', '=', personId)
      if (after) query = query.where(sql<SqlBool>`(at, id) < (${new Date(after.at)}, ${after.id}::uuid)`)
      return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
    },

    async unreadCount(personId: string): Promise<number> {
      const row = await db
        .selectFrom('inbox_message')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('person_id', '=', personId)
        .where('read_at', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(row.count)
    },

    /** Marks messages as read; without ids all of them. */
    async read(personId: string, ids: readonly string[] | undefined, now: Instant): Promise<void> {
      let query = db
        .updateTable('inbox_message')
        .set({ read_at: new Date(now) })
        .where('person_id', '=', personId)
        .where('read_at', 'is', null)
      if (ids) query = query.where('id', 'in', ids.length > 0 ? [...ids] : ['00000000-0000-0000-0000-000000000000'])
      await query.execute()
    },
  }
}
