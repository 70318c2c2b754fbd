import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely'
import type { CaseList, CaseRating, CaseState, CaseStep } from '@core/contract/cases'
import type { FileRef, Instant } from '@core/contract/common'
import type { InputOf } from '@core/contract/procedures'
import type { Topic } from '@core/contract/sessions'
import type { AskedOrg, CaseParties, CaseReader } from '@core/rules/cases/case-steps'
import type { RemindedCase, RemindingDay } from '@core/rules/cases/reminding'
import type { Cursor } from './events'
import { holdsOffice } from './offices'
import type { Database } from './schema'

/** A case as lists know it, with what was written still sealed. */
export interface CaseCardRow extends CaseParties {
  id: string
  state: CaseState
  topic: Topic
  textEnc: string
  ownerOrgName: string
  /** Null: nobody has taken it yet. */
  ownerId: string | null
  ownerName: string
  submittedAt: Instant
  acceptDueAt: Instant
  dueAt: Instant
}

/** A case with all that is kept of it. */
export interface CaseRow extends CaseCardRow {
  /** Theirs, or what they gave who came to a reception without an account; empty for a whistle. */
  personName: string
  anonymous: boolean
  /** Who receives at the session that it comes from; null: it comes from none. */
  hostId: string | null
  unmaskedOrgId: string | null
  files: FileRef[]
  serviceName: string | null
  jointOrgs: { id: string; name: string }[]
  extended: boolean
  reopened: boolean
  outcome: 'resolved' | 'explained' | null
  answerEnc: string | null
  answerFiles: FileRef[] | null
  answeredAt: Instant | null
  rating: CaseRating | null
}

/** Something that happened to a case. */
export interface CaseEntryRow {
  id: string
  step: CaseStep
  byId: string
  byName: string
  /** Null: its person. */
  byOrgId: string | null
  byOrgName: string
  textEnc: string
  files: FileRef[]
  at: Instant
}

/** What is written into the history. `byOrgId`: in whose name an officer did it; null for its person. */
export interface NewEntry {
  id: string
  caseId: string
  step: CaseStep
  byId: string
  byOrgId: string | null
  textEnc: string
  files: readonly FileRef[]
}

/** A case on its way into the store. With `ownerId` it is accepted from the beginning. */
export interface NewCase extends Pick<CaseParties, 'kind' | 'personId' | 'ownerOrgId' | 'jointOrgIds' | 'openedOrgId' | 'aboutOrgId'> {
  id: string
  anonymous: boolean
  openedBy: string
  ownerId: string | null
  topic: Topic
  textEnc: string
  files: readonly FileRef[]
  serviceId: string | null
  sessionId: string | null
  acceptDueAt: Instant
  dueAt: Instant
}

/** What of a case changes. `answer` and `rating`: null takes them away again, what they were stays in the history. */
export interface CaseChange {
  state?: CaseState
  ownerOrgId?: string
  ownerId?: string | null
  jointOrgIds?: readonly string[]
  acceptDueAt?: Instant
  dueAt?: Instant
  extended?: true
  reopened?: true
  answer?: { outcome: 'resolved' | 'explained'; textEnc: string; files: readonly FileRef[] } | null
  rating?: CaseRating | null
  unmaskedOrgId?: string | null
  /** When those concerned were told last that it is late; null: it is not late any more. */
  toldOwnerAt?: Instant | null
  toldParentAt?: Instant | null
}

const CARD = sql`c.case_id as id, c.kind, c.state, c.person_id as "personId", c.owner_org_id as "ownerOrgId", o.name as "ownerOrgName",
  c.owner_id as "ownerId", coalesce(officer.name, '') as "ownerName", c.joint_org_ids as "jointOrgIds", c.opened_org_id as "openedOrgId",
  c.about_org_id as "aboutOrgId", c.topic, c.text_enc as "textEnc", c.submitted_at as "submittedAt", c.accept_due_at as "acceptDueAt",
  c.due_at as "dueAt"`
const FROM = sql`case_file c join org o on o.id = c.owner_org_id left join person officer on officer.id = c.owner_id`
const OPEN = sql<SqlBool>`c.state in ('submitted', 'accepted', 'working')`
/** By when the next thing has to happen, as `dueOf` says it. */
const DUE = sql<Instant>`(case when c.state = 'submitted' then c.accept_due_at else c.due_at end)`

/** Cases. Who changes one has locked it before, and has looked at its state since. */
export function caseStore(db: Kysely<Database>) {
  async function byId(caseId: string): Promise<CaseRow | null> {
    const { rows } = await sql<CaseRow>`
      select ${CARD}, coalesce(b.guest_name, p.name, '') as "personName", c.anonymous, c.unmasked_org_id as "unmaskedOrgId", c.files,
        (select d.host_id from duty_session d where d.session_id = c.session_id) as "hostId",
        (select s.name from service s where s.id = c.service_id limit 1) as "serviceName",
        coalesce((select json_agg(json_build_object('id', j.id, 'name', j.name) order by j.name, j.id) from org j where j.id = any(c.joint_org_ids)),
          '[]') as "jointOrgs",
        c.extended, c.reopened, c.outcome, c.answer_enc as "answerEnc", c.answer_files as "answerFiles", c.answered_at as "answeredAt", c.rating
      from ${FROM} left join person p on p.id = c.person_id
      left join booking b on b.session_id = c.session_id and b.person_id = c.person_id
      where c.case_id = ${caseId}`.execute(db)
    return rows[0] ?? null
  }

  return {
    byId,

    /** Locks a case and reads it, as it is now that nobody else changes it; null where there is none. */
    async locked(caseId: string): Promise<CaseRow | null> {
      const { rows } = await sql`select 1 from case_file where case_id = ${caseId} for update`.execute(db)
      return rows.length === 0 ? null : byId(caseId)
    },

    /** What happened to a case, in its order. */
    async entries(caseId: string): Promise<CaseEntryRow[]> {
      const { rows } = await sql<CaseEntryRow>`
        select e.id, e.step, e.by_id as "byId", coalesce(p.name, '') as "byName", e.by_org_id as "byOrgId", coalesce(o.name, '') as "byOrgName",
          e.text_enc as "textEnc", e.files, e.at
        from case_entry e left join person p on p.id = e.by_id left join org o on o.id = e.by_org_id
        where e.case_id = ${caseId} order by e.n`.execute(db)
      return rows
    },

    /** A person's own cases, the newest first: those that wait for something to be done, or those that were answered or returned. */
    async mine(personId: string, when: InputOf<'cases.mine'>['when'], after: Cursor | null, limit: number): Promise<CaseCardRow[]> {
      const { rows } = await sql<CaseCardRow>`
        select ${CARD} from ${FROM}
        where c.person_id = ${personId} and ${OPEN} = ${when === 'open'}
          and (${after === null} or (c.submitted_at, c.case_id) < (${new Date(after?.at ?? 0)}, ${after?.id ?? null}::uuid))
        order by c.submitted_at desc, c.case_id desc limit ${limit}`.execute(db)
      return rows
    },

    /**
     * Cases that an officer of an organization reads: what is due first where something is due, else the newest first. `joint`: those
     * that others are in charge of, and that are joined in or were whistled for; `done`: of both.
     */
    async ofOrg(
      orgId: string,
      reader: CaseReader,
      { which, after, limit }: { which: InputOf<'cases.list'>['which']; after: Cursor | null; limit: number },
      now: Instant,
    ): Promise<CaseCardRow[]> {
      const byDue = which !== 'done' && which !== 'joint'
      const at = byDue ? DUE : sql<Instant>`c.submitted_at`
      const further = byDue ? sql`>` : sql`<`
      const order = byDue ? sql`asc` : sql`desc`
      const { rows } = await sql<CaseCardRow>`
        select ${CARD} from ${FROM}
        where ${listed(which, orgId, now)} and ${isReadBy(reader)}
          and (${after === null} or (${at}, c.case_id) ${further} (${new Date(after?.at ?? 0)}, ${after?.id ?? null}::uuid))
        order by ${at} ${order}, c.case_id ${order} limit ${limit}`.execute(db)
      return rows
    },

    /** How many open cases of each sort an officer of an organization reads. */
    async counts(orgId: string, reader: CaseReader, now: Instant): Promise<CaseList['counts']> {
      const count = (which: InputOf<'cases.list'>['which']) => sql`count(*) filter (where ${listed(which, orgId, now)})::int`
      const { rows } = await sql<CaseList['counts']>`
        select ${count('to_accept')} as "toAccept", ${count('working')} as working, ${count('overdue')} as overdue, ${count('joint')} as joint
        from case_file c where ${OPEN} and ${isReadBy(reader)} and (c.owner_org_id = ${orgId} or ${isBesides(orgId)})`.execute(db)
      return rows[0]!
    },

    async insert(made: NewCase, now: Instant): Promise<void> {
      const at = new Date(now)
      await db
        .insertInto('case_file')
        .values({
          case_id: made.id,
          kind: made.kind,
          state: made.ownerId === null ? 'submitted' : 'accepted',
          person_id: made.personId,
          anonymous: made.anonymous,
          unmasked_org_id: null,
          opened_by: made.openedBy,
          opened_org_id: made.openedOrgId,
          about_org_id: made.aboutOrgId,
          owner_org_id: made.ownerOrgId,
          owner_id: made.ownerId,
          joint_org_ids: [...made.jointOrgIds],
          topic: made.topic,
          text_enc: made.textEnc,
          files: [...made.files],
          service_id: made.serviceId,
          session_id: made.sessionId,
          submitted_at: at,
          accept_due_at: new Date(made.acceptDueAt),
          due_at: new Date(made.dueAt),
          extended: false,
          reopened: false,
          created_at: at,
        })
        .execute()
    },

    /** Changes a case. Lock it first. */
    async change(caseId: string, change: CaseChange, now: Instant): Promise<void> {
      const { answer, rating } = change
      await db
        .updateTable('case_file')
        .set({
          ...(change.state && { state: change.state }),
          ...(change.ownerOrgId && { owner_org_id: change.ownerOrgId }),
          ...(change.ownerId !== undefined && { owner_id: change.ownerId }),
          ...(change.jointOrgIds && { joint_org_ids: [...change.jointOrgIds] }),
          ...(change.acceptDueAt !== undefined && { accept_due_at: new Date(change.acceptDueAt) }),
          ...(change.dueAt !== undefined && { due_at: new Date(change.dueAt) }),
          ...(change.extended && { extended: true }),
          ...(change.reopened && { reopened: true }),
          ...(answer === null && { outcome: null, answer_enc: null, answer_files: null, answered_at: null }),
          ...(answer && {
            outcome: answer.outcome,
            answer_enc: answer.textEnc,
            answer_files: [...answer.files],
            answered_at: new Date(now),
          }),
          ...(rating === null && { rating: null, rated_at: null }),
          ...(rating && { rating, rated_at: new Date(now) }),
          ...(change.unmaskedOrgId !== undefined && { unmasked_org_id: change.unmaskedOrgId }),
          ...(change.toldOwnerAt !== undefined && { told_owner_at: change.toldOwnerAt === null ? null : new Date(change.toldOwnerAt) }),
          ...(change.toldParentAt !== undefined && { told_parent_at: change.toldParentAt === null ? null : new Date(change.toldParentAt) }),
        })
        .where('case_id', '=', caseId)
        .execute()
    },

    /** Writes into the history of a case, where nothing is ever changed. Lock the case first, unless it is new. */
    async append(entry: NewEntry, now: Instant): Promise<void> {
      const at = new Date(now)
      await sql`
        insert into case_entry (case_id, id, n, step, by_id, by_org_id, text_enc, files, at, created_at)
        select ${entry.caseId}, ${entry.id}, coalesce(max(n), 0) + 1, ${entry.step}, ${entry.byId}, ${entry.byOrgId}::uuid, ${entry.textEnc},
          ${[...entry.files]}::text[], ${at}, ${at}
        from case_entry where case_id = ${entry.caseId}`.execute(db)
    },

    /** The cases of which somebody is to be told on a day that something is due, or late, the longest due first. */
    async toRemind({ begins, ends, lateBefore }: RemindingDay, limit: number): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        select c.case_id as id from case_file c
        where (c.state = 'submitted' and c.accept_due_at < ${new Date(ends)} or ${OPEN} and c.due_at < ${new Date(ends)})
          and (${DUE} < ${new Date(ends)} and (c.told_owner_at is null or c.told_owner_at < ${new Date(begins)})
            or c.due_at < ${new Date(lateBefore)} and (c.told_parent_at is null or c.told_parent_at <= c.due_at))
        order by c.due_at, c.case_id limit ${limit}`.execute(db)
      return rows.map((row) => row.id)
    },

    /** When those concerned were told last of a case. Lock it first. */
    async toldAt(caseId: string): Promise<Pick<RemindedCase, 'toldOwnerAt' | 'toldParentAt'>> {
      return db
        .selectFrom('case_file')
        .select(['told_owner_at as toldOwnerAt', 'told_parent_at as toldParentAt'])
        .where('case_id', '=', caseId)
        .executeTakeFirstOrThrow()
    },

    /** How the answers of an organization were rated since an instant, each by how it is rated now. */
    async ratings(orgId: string, since: Instant): Promise<Record<CaseRating, number>> {
      const count = (rating: CaseRating) => sql`count(*) filter (where rating = ${rating})::int`
      const { rows } = await sql<Record<CaseRating, number>>`
        select ${count('solved')} as solved, ${count('partly')} as partly, ${count('not')} as "not"
        from case_file where owner_org_id = ${orgId} and rated_at >= ${new Date(since)}`.execute(db)
      return rows[0]!
    },

    /** An organization that a case is to be given to; null where there is none. Nobody closes it till the commit. */
    async orgToGive(orgId: string): Promise<AskedOrg | null> {
      const { rows } = await sql<AskedOrg>`select id, name, closed_at is not null as closed from org where id = ${orgId} for share`.execute(
        db,
      )
      return rows[0] ?? null
    },

    /** The organizations whose officer or secretary somebody is themselves, not by one above. */
    async officeOf(personId: string, now: Instant): Promise<string[]> {
      const { rows } = await sql<{ orgId: string }>`
        select distinct org_id as "orgId" from role_grant
        where person_id = ${personId} and org_id is not null and ${holdsOffice(now)}`.execute(db)
      return rows.map((row) => row.orgId)
    },

    /** Those of these people who are officers or secretaries of an organization itself. */
    async officersAmong(personIds: readonly string[], orgId: string, now: Instant): Promise<string[]> {
      if (personIds.length === 0) return []
      const { rows } = await sql<{ personId: string }>`
        select distinct person_id as "personId" from role_grant
        where person_id = any(${[...personIds]}::uuid[]) and org_id = ${orgId} and ${holdsOffice(now)}`.execute(db)
      return rows.map((row) => row.personId)
    },
  }
}

/** Whether others are in charge of a case that an organization joined in, or whistled for. */
function isBesides(orgId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(c.owner_org_id <> ${orgId} and (c.joint_org_ids @> array[${orgId}]::uuid[] or c.kind = 'whistle' and c.opened_org_id = ${orgId}))`
}

function listed(which: InputOf<'cases.list'>['which'], orgId: string, now: Instant): RawBuilder<SqlBool> {
  const inCharge = sql<SqlBool>`c.owner_org_id = ${orgId}`
  switch (which) {
    case 'to_accept':
      return sql<SqlBool>`(${inCharge} and c.state = 'submitted')`
    case 'working':
      return sql<SqlBool>`(${inCharge} and c.state in ('accepted', 'working'))`
    case 'overdue':
      return sql<SqlBool>`(${inCharge} and ${OPEN} and ${DUE} < ${new Date(now)})`
    case 'joint':
      return sql<SqlBool>`(${OPEN} and ${isBesides(orgId)})`
    case 'done':
      return sql<SqlBool>`(not ${OPEN} and (${inCharge} or ${isBesides(orgId)}))`
  }
}

/** Not one's own, and not kept from an organization whose officer one is: as `partOf` says it. */
function isReadBy({ personId, orgIds }: CaseReader): RawBuilder<SqlBool> {
  return sql<SqlBool>`(c.person_id is distinct from ${personId}::uuid and (c.about_org_id is null or c.about_org_id <> all(${[...orgIds]}::uuid[])))`
}
