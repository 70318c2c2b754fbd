import { sql, type Kysely } from 'kysely'
import type { LibraryAnswer } from '@core/contract/cases'
import type { Instant } from '@core/contract/common'
import type { Topic } from '@core/contract/sessions'
import { LEAST_LIKENESS } from '@core/rules/cases/grams'
import type { Database } from './schema'

/** An answer on its way into the library. */
export interface NewAnswer {
  orgId: string
  id: string
  caseId: string
  topic: Topic
  question: string
  answer: string
  /** `gramsOf` the question. */
  grams: readonly string[]
  proposedBy: string
}

/** An answer as the officers of its organization know it. */
export interface OwnAnswer extends LibraryAnswer {
  orgId: string
  state: 'proposed' | 'published' | 'declined'
  proposedById: string
  proposedBy: string
}

/** The library of answers (答案库): what helped somebody, without anybody's name, looked at by a second officer. */
export function libraryStore(db: Kysely<Database>) {
  const OWN = sql`
    select a.id, a.org_id as "orgId", o.name as "orgName", a.topic, a.question, a.answer, a.state, a.proposed_by as "proposedById",
      coalesce(p.name, '') as "proposedBy"
    from library_answer a join org o on o.id = a.org_id left join person p on p.id = a.proposed_by`

  return {
    async propose(answer: NewAnswer, now: Instant): Promise<void> {
      await db
        .insertInto('library_answer')
        .values({
          org_id: answer.orgId,
          id: answer.id,
          case_id: answer.caseId,
          topic: answer.topic,
          question: answer.question,
          answer: answer.answer,
          grams: [...answer.grams],
          state: 'proposed',
          proposed_by: answer.proposedBy,
          checked_by: null,
          checked_at: null,
          created_at: new Date(now),
        })
        .execute()
    },

    /**
     * Published answers to questions like a text, the likest first, the newer where they are as like. The same measure as `likeness`:
     * the pairs they share, of the pairs of the shorter. `grams` of the text are each there once.
     */
    async like(grams: readonly string[], most: number): Promise<LibraryAnswer[]> {
      if (grams.length === 0) return []
      const asked = sql`${[...grams]}::text[]`
      const { rows } = await sql<LibraryAnswer>`
        select a.id, a.topic, a.question, a.answer, o.name as "orgName"
        from (
          select *, (select count(*) from unnest(l.grams) gram where gram = any(${asked}))::float8
            / least(cardinality(l.grams), ${grams.length}::int) as likeness
          from library_answer l where l.state = 'published' and l.grams && ${asked}
        ) a join org o on o.id = a.org_id
        where a.likeness >= ${LEAST_LIKENESS}
        order by a.likeness desc, a.created_at desc, a.id limit ${most}`.execute(db)
      return rows
    },

    /** What an organization has proposed and published, `most` of it: what waits for a look first, the oldest first. */
    async ofOrg(orgId: string, most: number): Promise<OwnAnswer[]> {
      const { rows } = await sql<OwnAnswer>`${OWN}
        where a.org_id = ${orgId} and a.state in ('proposed', 'published')
        order by (a.state = 'published'), case when a.state = 'proposed' then a.created_at end, a.checked_at desc, a.id
        limit ${most}`.execute(db)
      return rows
    },

    /** Null where the organization has none of that id. */
    async byId(orgId: string, answerId: string): Promise<OwnAnswer | null> {
      const { rows } = await sql<OwnAnswer>`${OWN} where a.org_id = ${orgId} and a.id = ${answerId}`.execute(db)
      return rows[0] ?? null
    },

    /** An answer with its lock: two officers decide one after the other. */
    async lock(orgId: string, answerId: string): Promise<OwnAnswer | null> {
      const { rows } = await sql<OwnAnswer>`${OWN} where a.org_id = ${orgId} and a.id = ${answerId} for update of a`.execute(db)
      return rows[0] ?? null
    },

    /** Publishes what was proposed, or declines it. */
    async decide(orgId: string, answerId: string, { publish, byId }: { publish: boolean; byId: string }, now: Instant): Promise<void> {
      await db
        .updateTable('library_answer')
        .set({ state: publish ? 'published' : 'declined', checked_by: byId, checked_at: new Date(now) })
        .where('org_id', '=', orgId)
        .where('id', '=', answerId)
        .where('state', '=', 'proposed')
        .execute()
    },

    /** Takes back what was published; who had looked at it stays written down. */
    async takeBack(orgId: string, answerId: string): Promise<void> {
      await db
        .updateTable('library_answer')
        .set({ state: 'declined' })
        .where('org_id', '=', orgId)
        .where('id', '=', answerId)
        .where('state', '=', 'published')
        .execute()
    },
  }
}
