import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { FileRef, Instant } from '@core/contract/common'
import type { PictureType } from '@core/contract/files'
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

/** The two halves of a reference. */
export function fileKey(ref: FileRef): { ownerId: string; id: string } {
  const [ownerId = '', id = ''] = ref.split('/')
  return { ownerId, id }
}

/** Pictures that people hand in. They are written once and never changed; only whether everybody sees them changes. */
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

    /** Those of the references behind which a picture is kept. */
    async kept(refs: readonly FileRef[]): Promise<FileRef[]> {
      if (refs.length === 0) return []
      const { rows } = await sql<{ ref: FileRef }>`
        select f.owner_id || '/' || f.id as ref
        from unnest(${refs.map((ref) => fileKey(ref).ownerId)}::uuid[], ${refs.map((ref) => fileKey(ref).id)}::uuid[]) r (owner_id, id)
        join file f on f.owner_id = r.owner_id and f.id = r.id`.execute(db)
      const found = new Set(rows.map((row) => row.ref))
      return refs.filter((ref) => found.has(ref))
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
