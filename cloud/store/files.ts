import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { FileRef, Instant } from '@core/contract/common'
import { PART_BYTES } from '@core/contract/file-sizes'
import type { DocumentType, FileAbout, FileType, PictureType } from '@core/contract/files'
import { DAY_MS } from '@core/rules/shared/calendar'
import type { Database } from './schema'

/** A picture on its way into the store. */
export interface NewFile {
  /** Who handed it in; an event, for evidence; a case, for what came with it. */
  ownerId: string
  id: string
  bytes: Buffer
  mime: PictureType
  /** Shown to everybody: a cover, a showcase. */
  isPublic: boolean
}

/** A document on its way into the store: its parts are there. */
export interface NewDocument {
  ownerId: string
  id: string
  upload: string
  name: string
  mime: DocumentType
}

/** What a document is known by before it is kept: its length in bytes, its hash in hexadecimal, how it begins and ends. */
export interface Uploaded {
  sha256: string
  size: number
  head: Buffer
  tail: Buffer
}

/** One part of a kept file. */
export interface StoredPart {
  mime: FileType
  name: string | null
  /** Of the whole file, in bytes. */
  size: number
  bytes: Buffer
}

export interface StoredFile {
  bytes: Buffer
  mime: PictureType
  isPublic: boolean
}

/** So many bytes of a document's beginning and end are looked at: a list of what lies in it stands at the end of a ZIP archive. */
const HEAD_BYTES = 16
const TAIL_BYTES = 256 * 1024

/**
 * How long a picture is kept that nothing refers to. A phone off line is no reason for a long time, as a photograph taken there
 * travels in the record it belongs to. A form is: it may lie unfinished on a phone over a whole holiday, and names its cover.
 */
export const UNUSED_KEPT_MS = 30 * DAY_MS

/**
 * Whether anything refers to the file `f`: an event's cover (in whatever state the event is), a showcase, a home's cover, an
 * event's evidence, or a case, its answer or its history. Every column that holds a reference has its line here.
 */
const REF = sql`(f.owner_id || '/' || f.id)`
const IS_USED = sql`(
  exists (select 1 from event where cover_file = ${REF})
  or exists (select 1 from showcase where pictures @> array[${REF}]::text[])
  or exists (select 1 from home where cover_file = ${REF})
  or exists (select 1 from evidence where event_id = f.owner_id and file = ${REF})
  or exists (select 1 from case_file where case_id = f.owner_id and (files @> array[${REF}]::text[] or answer_files @> array[${REF}]::text[]))
  or exists (select 1 from case_entry where case_id = f.owner_id and files @> array[${REF}]::text[]))`

const IS_PICTURE = sql`f.name is null`

/** The two halves of a reference. */
export function fileKey(ref: FileRef): { ownerId: string; id: string } {
  const [ownerId = '', id = ''] = ref.split('/')
  return { ownerId, id }
}

/** The rows that references name, as `r (ref, owner_id, id)`. */
function named(refs: readonly FileRef[]) {
  const keys = refs.map(fileKey)
  return sql`unnest(${[...refs]}::text[], ${keys.map(({ ownerId }) => ownerId)}::uuid[], ${keys.map(({ id }) => id)}::uuid[]) r (ref, owner_id, id)`
}

/**
 * Pictures and documents that people hand in. They are written once and never changed, only whether everybody sees them; what
 * nobody uses goes.
 */
export function fileStore(db: Kysely<Database>) {
  async function contentOf(ref: FileRef): Promise<StoredFile | null> {
    const { ownerId, id } = fileKey(ref)
    const row = await db
      .selectFrom('file')
      .select(['content as bytes', 'mime', 'is_public as isPublic'])
      .where('owner_id', '=', ownerId)
      .where('id', '=', id)
      .where('name', 'is', null)
      .executeTakeFirst()
    return (row as StoredFile | undefined) ?? null
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
        select r.ref from ${named(refs)} join file f on f.owner_id = r.owner_id and f.id = r.id
        where ${IS_PICTURE} order by f.owner_id, f.id for key share of f`.execute(db)
      const found = new Set(rows.map((row) => row.ref))
      return refs.filter((ref) => found.has(ref))
    },

    /**
     * Gives files that a person handed in to a case, in their order; answers their new references, which say nothing of the person.
     * Null, and nothing is given, where one of them is not there or not that person's. What is used elsewhere too stays there as well.
     */
    async giveToCase(refs: readonly FileRef[], personId: string, caseId: string, now: Instant): Promise<FileRef[] | null> {
      const given = [...new Set(refs)]
      if (given.length === 0) return []
      const { rows: there } = await sql`
        select f.id from ${named(given)} join file f on f.owner_id = r.owner_id and f.id = r.id
        where f.owner_id = ${personId} order by f.id for update of f`.execute(db)
      if (there.length < given.length) return null
      await sql`
        insert into file (owner_id, id, sha256, size, mime, name, is_public, content, look_again_at, created_at)
        select ${caseId}, f.id, f.sha256, f.size, f.mime, f.name, false, f.content, ${new Date(now + UNUSED_KEPT_MS)}, f.created_at
        from ${named(given)} join file f on f.owner_id = r.owner_id and f.id = r.id
        on conflict do nothing`.execute(db)
      await sql`
        delete from file f using ${named(given)} where f.owner_id = r.owner_id and f.id = r.id and not f.is_public and not ${IS_USED}`.execute(
        db,
      )
      return given.map((ref) => `${caseId}/${fileKey(ref).id}`)
    },

    /** How many pictures, or documents, of a person nothing refers to; counts no further than `most`. */
    async unusedCount(personId: string, what: 'pictures' | 'documents', most: number): Promise<number> {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from (
          select 1 from file f where f.owner_id = ${personId} and ${IS_PICTURE} = ${what === 'pictures'} and not f.is_public and not ${IS_USED}
          limit ${most}) unused`.execute(db)
      return rows[0]!.count
    },

    /** Keeps one part of a document on its way; one that is there already is replaced. `n` counts from 1. */
    async keepPart(part: { ownerId: string; upload: string; n: number; bytes: Buffer }, now: Instant): Promise<void> {
      const at = new Date(now)
      await db
        .insertInto('file_part')
        .values({ owner_id: part.ownerId, upload: part.upload, n: part.n, content: part.bytes, created_at: at })
        .onConflict((conflict) => conflict.columns(['owner_id', 'upload', 'n']).doUpdateSet({ content: part.bytes, created_at: at }))
        .execute()
    },

    /** Forgets what a person began to send, but for the `most` latest. */
    async forgetUploads(ownerId: string, most: number): Promise<void> {
      await sql`
        delete from file_part where owner_id = ${ownerId} and upload in (
          select upload from file_part where owner_id = ${ownerId} group by upload order by max(created_at) desc, upload offset ${most})`.execute(
        db,
      )
    },

    /** What has arrived of a document, as if it were whole; null where nothing has. The database puts it together: it is large. */
    async uploaded(ownerId: string, upload: string): Promise<Uploaded | null> {
      const { rows } = await sql<Uploaded>`
        select encode(sha256(content), 'hex') as sha256, length(content) as size, substring(content for ${HEAD_BYTES}) as head,
          substring(content from greatest(1, length(content) - ${TAIL_BYTES}::int + 1)) as tail
        from (select string_agg(content, ''::bytea order by n) as content from file_part where owner_id = ${ownerId} and upload = ${upload}) whole
        where content is not null`.execute(db)
      return rows[0] ?? null
    },

    /** Makes one file of the parts of a document; answers its reference. */
    async keepDocument({ ownerId, id, upload, name, mime }: NewDocument, now: Instant): Promise<FileRef> {
      await sql`
        insert into file (owner_id, id, sha256, size, mime, name, is_public, content, look_again_at, created_at)
        select ${ownerId}, ${id}, encode(sha256(content), 'hex'), length(content), ${mime}, ${name}, false, content,
          ${new Date(now + UNUSED_KEPT_MS)}, ${new Date(now)}
        from (select string_agg(content, ''::bytea order by n) as content from file_part where owner_id = ${ownerId} and upload = ${upload}) whole`.execute(
        db,
      )
      await db.deleteFrom('file_part').where('owner_id', '=', ownerId).where('upload', '=', upload).execute()
      return `${ownerId}/${id}`
    },

    /** Removes parts that came until `until` and have become no document, `most` at a time. Answers how many are gone. */
    async clearParts(until: Instant, most: number): Promise<number> {
      const { numAffectedRows = 0n } = await sql`
        delete from file_part p using (
          select owner_id, upload, n from file_part where created_at <= ${new Date(until)} order by created_at limit ${most} for update skip locked
        ) old where p.owner_id = old.owner_id and p.upload = old.upload and p.n = old.n`.execute(db)
      return Number(numAffectedRows)
    },

    /** Part `n` of a file, counted from 1, each of `PART_BYTES`; null where there is none. */
    async part(ref: FileRef, n: number): Promise<StoredPart | null> {
      const { ownerId, id } = fileKey(ref)
      const { rows } = await sql<StoredPart>`
        select mime, name, size, substring(content from ${(n - 1) * PART_BYTES + 1}::int for ${PART_BYTES}::int) as bytes
        from file where owner_id = ${ownerId} and id = ${id} and size > ${(n - 1) * PART_BYTES}::int`.execute(db)
      return rows[0] ?? null
    },

    /** What the files are that there are of these, in their order. */
    async about(refs: readonly FileRef[]): Promise<FileAbout[]> {
      if (refs.length === 0) return []
      const { rows } = await sql<FileAbout>`
        select r.ref as file, f.mime, f.name, f.size from ${named(refs)} join file f on f.owner_id = r.owner_id and f.id = r.id`.execute(db)
      const found = new Map(rows.map((row) => [row.file, row]))
      return refs.flatMap((ref) => found.get(ref) ?? [])
    },

    /** Whether the person whose case it is may see a file of it: one that stands in a note alone is for officers. */
    async isForPerson(ref: FileRef): Promise<boolean> {
      const { ownerId: caseId } = fileKey(ref)
      const { rows } = await sql`
        select 1 from case_file where case_id = ${caseId} and (files @> array[${ref}]::text[] or answer_files @> array[${ref}]::text[])
        union all select 1 from case_entry where case_id = ${caseId} and step <> 'note' and files @> array[${ref}]::text[] limit 1`.execute(
        db,
      )
      return rows.length > 0
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
        from ${named(refs)} where file.owner_id = r.owner_id and file.id = r.id and not file.is_public`.execute(db)
    },

    /** Takes pictures out of sight that nothing public carries any more: no event, no showcase, no home. */
    async hideUnused(refs: readonly FileRef[]): Promise<void> {
      if (refs.length === 0) return
      await sql`
        update file set is_public = false
        from ${named(refs)}
        where file.owner_id = r.owner_id and file.id = r.id and file.is_public
          and not exists (select 1 from event where cover_file = r.ref and status not in ('draft', 'in_review'))
          and not exists (select 1 from showcase where pictures @> array[r.ref] and state = 'published')
          and not exists (select 1 from home where cover_file = r.ref)`.execute(db)
    },
  }
}
