import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { FileRef, Instant } from '@core/contract/common'
import type { PictureType } from '@core/contract/files'
import { DAY_MS } from '@core/rules/shared/calendar'
import type { Database } from './schema'

/** A picture on its way into the store. */
export interface NewFile {
  /** Who handed it in; an event, for evidence. */
  ownerId: string
  id: string
  bytes: Buffer
  mime: PictureType
  /** Shown to everybody: a cover, a showcase. */
  isPublic: boolean
}

export interface StoredFile {
  bytes: Buffer
  mime: PictureType
  isPublic: boolean
}

/**
 * How long a picture is kept that nothing refers to. A phone off line is no reason for a long time, as a photograph taken there
 * travels in the record it belongs to. A form is: it may lie unfinished on a phone over a whole holiday, and names its cover.
 */
export const UNUSED_KEPT_MS = 30 * DAY_MS

/**
 * Whether anything refers to the file `f`: an event's cover (in whatever state the event is), a showcase, a home's cover, or
 * an event's evidence. Every column that holds a reference has its line here.
 */
const REF = sql`(f.owner_id || '/' || f.id)`
const IS_USED = sql`(
  exists (select 1 from event where cover_file = ${REF})
  or exists (select 1 from showcase where pictures @> array[${REF}]::text[])
  or exists (select 1 from home where cover_file = ${REF})
  or exists (select 1 from evidence where event_id = f.owner_id and file = ${REF}))`

/** The two halves of a reference. */
export function fileKey(ref: FileRef): { ownerId: string; id: string } {
  const [ownerId = '', id = ''] = ref.split('/')
  return { ownerId, id }
}

/** Pictures that people hand in. They are written once and never changed, only whether everybody sees them; what nobody uses goes. */
export function fileStore(db: Kysely<Database>) {
  async function contentOf(ref: FileRef): Promise<StoredFile | null> {
    const { ownerId, id } = fileKey(ref)
    const row = await db
      .selectFrom('file')
      .select(['content as bytes', 'mime', 'is_public as isPublic'])
      .where('owner_id', '=', ownerId)
      .where('id', '=', id)
      .executeTakeFirst()
    return row ?? null
  }

  return {
    /** Keeps a picture; answers its reference. */
    async keep(file: NewFile, now: Instant): Promise<FileRef> {
      await db
        .insertInto('file')
        .values({
          owner_id: file.ownerId,
          id: file.id,
          sha256: createHash('sha256').update(file.bytes).digest('hex'),
          size: file.bytes.length,
          mime: file.mime,
          is_public: file.isPublic,
          content: file.bytes,
          look_again_at: new Date(now + UNUSED_KEPT_MS),
          created_at: new Date(now),
        })
        .execute()
      return `${file.ownerId}/${file.id}`
    },

    /** A picture with its bytes; null where there is none. Whether somebody may see it is for whoever asks to know. */
    content: contentOf,

    /** A picture that everybody may see; null for any other. */
    async publicContent(ref: FileRef): Promise<StoredFile | null> {
      const file = await contentOf(ref)
      return file?.isPublic ? file : null
    },

    /**
     * Those of the references behind which a picture is kept. It stays until the end of the transaction: whoever is about to refer to
     * one asks here first, else it might be cleared in between.
     */
    async hold(refs: readonly FileRef[]): Promise<FileRef[]> {
      if (refs.length === 0) return []
      const { rows } = await sql<{ ref: FileRef }>`
        select f.owner_id || '/' || f.id as ref
        from unnest(${refs.map((ref) => fileKey(ref).ownerId)}::uuid[], ${refs.map((ref) => fileKey(ref).id)}::uuid[]) r (owner_id, id)
        join file f on f.owner_id = r.owner_id and f.id = r.id
        order by f.owner_id, f.id for key share of f`.execute(db)
      const found = new Set(rows.map((row) => row.ref))
      return refs.filter((ref) => found.has(ref))
    },

    /** How many pictures of a person nothing refers to; counts no further than `most`. */
    async unusedCount(personId: string, most: number): Promise<number> {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from (
          select 1 from file f where f.owner_id = ${personId} and not f.is_public and not ${IS_USED} limit ${most}) unused`.execute(db)
      return rows[0]!.count
    },

    /**
     * Removes pictures that nothing refers to and that have been kept long enough, `most` at a time; the others are looked at
     * again as much later. Answers how many are gone.
     */
    async clearUnused(now: Instant, most: number): Promise<number> {
      const { rows: due } = await sql<{ ownerId: string; id: string }>`
        select owner_id as "ownerId", id from file where look_again_at <= ${new Date(now)}
        order by look_again_at limit ${most} for update skip locked`.execute(db)
      if (due.length === 0) return 0
      const these = sql`unnest(${due.map(({ ownerId }) => ownerId)}::uuid[], ${due.map(({ id }) => id)}::uuid[]) r (owner_id, id)`
      // A statement of its own, so that it sees what was referred to until the lock was had.
      const { numAffectedRows = 0n } = await sql`
        delete from file f using ${these} where f.owner_id = r.owner_id and f.id = r.id and not ${IS_USED}`.execute(db)
      await sql`
        update file f set look_again_at = ${new Date(now + UNUSED_KEPT_MS)}
        from ${these} where f.owner_id = r.owner_id and f.id = r.id`.execute(db)
      return Number(numAffectedRows)
    },

    /** The events that carry a picture: as their cover, or in what they show afterwards. */
    async eventsWith(ref: FileRef): Promise<string[]> {
      const { rows } = await sql<{ eventId: string }>`
        select event_id as "eventId" from event where cover_file = ${ref}
        union select event_id from showcase where pictures @> array[${ref}]::text[]`.execute(db)
      return rows.map((row) => row.eventId)
    },

    /** Shows pictures to everybody. */
    async show(refs: readonly FileRef[]): Promise<void> {
      if (refs.length === 0) return
      await sql`
        update file set is_public = true
        from unnest(${refs.map((ref) => fileKey(ref).ownerId)}::uuid[], ${refs.map((ref) => fileKey(ref).id)}::uuid[]) r (owner_id, id)
        where file.owner_id = r.owner_id and file.id = r.id and not file.is_public`.execute(db)
    },

    /** Takes pictures out of sight that nothing public carries any more: no event, no showcase, no home. */
    async hideUnused(refs: readonly FileRef[]): Promise<void> {
      if (refs.length === 0) return
      await sql`
        update file set is_public = false
        from unnest(${[...refs]}::text[], ${refs.map((ref) => fileKey(ref).ownerId)}::uuid[], ${refs.map((ref) => fileKey(ref).id)}::uuid[]) r (ref, owner_id, id)
        where file.owner_id = r.owner_id and file.id = r.id and file.is_public
          and not exists (select 1 from event where cover_file = r.ref and status not in ('draft', 'in_review'))
          and not exists (select 1 from showcase where pictures @> array[r.ref] and state = 'published')
          and not exists (select 1 from home where cover_file = r.ref)`.execute(db)
    },
  }
}
