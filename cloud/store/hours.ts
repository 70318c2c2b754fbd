import { sql, type Kysely, type SqlBool } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { HeldReason, Module } from '@core/contract/names'
import type { Served } from '@core/rules/events/closing'
import { DAY_MS, dayOf, dayStart } from '@core/rules/shared/calendar'
import type { Cursor } from './events'
import type { NewHours } from './ledger-rows'
import type { Database, StoredEvidence } from './schema'

export interface NewClaim {
  id: string
  stepId: string
  personId: string
  kind: 'hours' | 'credit'
  state: 'submitted' | 'verified'
  heldReason: HeldReason | null
  /** Null for a claim beside the one of the event's closing; its evidence names the event. */
  eventId: string | null
  orgId: string
  minutes: number
  from: Instant
  to: Instant
  module: Module | null
  hundredths: number
  evidence: StoredEvidence
  ruleVersion: string
  byId: string
}

export interface ClaimRow {
  id: string
  kind: 'hours' | 'credit'
  state: 'submitted' | 'verified' | 'approved' | 'returned' | 'rejected'
  heldReason: HeldReason | null
  minutes: number
  hundredths: number
  module: Module | null
  withOrg: string
  since: Instant
  evidence: StoredEvidence
  ruleVersion: string
}

export interface HoursRow {
  id: string
  minutes: number
  from: Instant
  to: Instant
  postedAt: Instant
  evidence: StoredEvidence
  approvers: string[]
  ruleVersion: string
}

/** The hours ledger (append-only) and the claims under way to it. */
export function hoursStore(db: Kysely<Database>) {
  return {
    /** Service of these people on the days from–to touches, by person, other than of this event. Lock the people first. */
    async served(personIds: readonly string[], from: Instant, to: Instant, exceptEventId: string): Promise<Map<string, Served[]>> {
      const byPerson = new Map<string, Served[]>()
      if (personIds.length === 0) return byPerson
      const rows = await db
        .selectFrom('hours_entry')
        .select(['person_id as personId', 'from_at as from', 'to_at as to', 'minutes'])
        .where('person_id', 'in', [...personIds])
        .where('to_at', '>', new Date(dayStart(dayOf(from))) as never)
        .where('from_at', '<', new Date(dayStart(dayOf(to)) + DAY_MS) as never)
        .where((where) => where.or([where('event_id', 'is', null), where('event_id', '<>', exceptEventId)]))
        .execute()
      for (const { personId, ...served } of rows) byPerson.set(personId, [...(byPerson.get(personId) ?? []), served])
      return byPerson
    },

    async insertEntries(entries: readonly NewHours[], now: Instant): Promise<void> {
      if (entries.length === 0) return
      const at = new Date(now)
      await db
        .insertInto('hours_entry')
        .values(
          entries.map((entry) => ({
            person_id: entry.personId,
            id: entry.id,
            event_id: entry.eventId,
            org_id: entry.orgId,
            minutes: entry.minutes,
            from_at: new Date(entry.from),
            to_at: new Date(entry.to),
            source: 'event' as const,
            evidence: JSON.stringify(entry.evidence),
            approvers: entry.approvers,
            rule_version: entry.ruleVersion,
            corrects: null,
            created_at: at,
          })),
        )
        .execute()
    },

    async insertClaims(claims: readonly NewClaim[], now: Instant): Promise<void> {
      if (claims.length === 0) return
      const at = new Date(now)
      await db
        .insertInto('claim')
        .values(
          claims.map((claim) => ({
            person_id: claim.personId,
            id: claim.id,
            kind: claim.kind,
            state: claim.state,
            held_reason: claim.heldReason,
            event_id: claim.eventId,
            org_id: claim.orgId,
            minutes: claim.minutes,
            from_at: new Date(claim.from),
            to_at: new Date(claim.to),
            module: claim.module,
            hundredths: claim.hundredths,
            evidence: JSON.stringify(claim.evidence),
            rule_version: claim.ruleVersion,
            created_at: at,
          })),
        )
        .execute()
      await db
        .insertInto('claim_step')
        .values(
          claims.map((claim) => ({
            person_id: claim.personId,
            claim_id: claim.id,
            id: claim.stepId,
            step: claim.state,
            by_id: claim.byId,
            note: '',
            at,
            created_at: at,
          })),
        )
        .execute()
    },

    /** Claims of a person that are still under way, the oldest first. */
    async claims(personId: string, kind: 'hours' | 'credit'): Promise<ClaimRow[]> {
      return db
        .selectFrom('claim')
        .innerJoin('org', 'org.id', 'claim.org_id')
        .select([
          'claim.id',
          'claim.kind',
          'claim.state',
          'claim.held_reason as heldReason',
          'claim.minutes',
          'claim.hundredths',
          'claim.module',
          'org.name as withOrg',
          'claim.created_at as since',
          'claim.evidence',
          'claim.rule_version as ruleVersion',
        ])
        .where('claim.person_id', '=', personId)
        .where('claim.kind', '=', kind)
        .where('claim.state', 'in', ['submitted', 'verified', 'returned'])
        .orderBy('claim.created_at')
        .orderBy('claim.id')
        .execute()
    },

    /** The sum of a person's ledger in minutes. */
    async total(personId: string): Promise<number> {
      const row = await db
        .selectFrom('hours_entry')
        .select((select) => select.fn.coalesce(select.fn.sum<number>('minutes'), sql<number>`0`).as('sum'))
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow()
      return Number(row.sum)
    },

    /** Minutes by month of service (UTC+8) since an instant. */
    async byMonth(personId: string, since: Instant): Promise<Map<string, number>> {
      const result = await sql<{ month: string; minutes: number }>`
        select to_char((from_at at time zone 'UTC') + interval '8 hours', 'YYYY-MM') as month, sum(minutes)::int as minutes
        from hours_entry where person_id = ${personId} and from_at >= ${new Date(since)} group by 1`.execute(db)
      return new Map(result.rows.map((row) => [row.month, row.minutes]))
    },

    /** A person's lines, the latest service first. */
    async lines(personId: string, after: Cursor | null, limit: number): Promise<HoursRow[]> {
      let query = db
        .selectFrom('hours_entry')
        .select([
          'id',
          'minutes',
          'from_at as from',
          'to_at as to',
          'created_at as postedAt',
          'evidence',
          'approvers',
          'rule_version as ruleVersion',
        ])
        .where('person_id', '=', personId)
      if (after) query = query.where(sql<SqlBool>`(from_at, id) < (${new Date(after.at)}, ${after.id}::uuid)`)
      return query.orderBy('from_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
    },
  }
}
