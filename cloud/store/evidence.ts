import type { Kysely } from 'kysely'
import type { FileRef, Instant } from '@core/contract/common'
import type { EvidenceKind } from '@core/contract/attendance'
import type { Database } from './schema'

/** A photograph that shows who was at an event. */
export interface Evidence {
  id: string
  kind: EvidenceKind
  note: string
  /** The name of who took it. */
  by: string
  at: Instant
}

/** Photographs of who was there. Append-only, also in the database. */
export function evidenceStore(db: Kysely<Database>) {
  return {
    async add(
      evidence: { eventId: string; id: string; kind: EvidenceKind; file: FileRef; note: string; byId: string },
      now: Instant,
    ): Promise<void> {
      const at = new Date(now)
      await db
        .insertInto('evidence')
        .values({
          event_id: evidence.eventId,
          id: evidence.id,
          kind: evidence.kind,
          file: evidence.file,
          note: evidence.note,
          by_id: evidence.byId,
          at,
          created_at: at,
        })
        .execute()
    },

    /** An event's photographs, the oldest first. */
    async of(eventId: string): Promise<Evidence[]> {
      return db
        .selectFrom('evidence')
        .innerJoin('person', 'person.id', 'evidence.by_id')
        .select(['evidence.id', 'evidence.kind', 'evidence.note', 'person.name as by', 'evidence.at'])
        .where('event_id', '=', eventId)
        .orderBy('evidence.at')
        .orderBy('evidence.id')
        .execute()
    },

    /** Where the picture of one is kept; null where the event has none of that id. */
    async fileOf(eventId: string, id: string): Promise<FileRef | null> {
      const row = await db.selectFrom('evidence').select('file').where('event_id', '=', eventId).where('id', '=', id).executeTakeFirst()
      return row?.file ?? null
    },

    async has(eventId: string, kind: EvidenceKind): Promise<boolean> {
      const row = await db
        .selectFrom('evidence')
        .select('id')
        .where('event_id', '=', eventId)
        .where('kind', '=', kind)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
  }
}
