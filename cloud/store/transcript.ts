import { sql, type Kysely, type SqlBool } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Module } from '@core/contract/names'
import type { Cursor } from './events'
import type { NewCredit } from './ledger-rows'
import type { Database, StoredEvidence } from './schema'

export interface CreditRow {
  id: string
  module: Module
  hundredths: number
  postedAt: Instant
  evidence: StoredEvidence
  approvers: string[]
  ruleVersion: string
}

/** The credit ledger (append-only). */
export function transcriptStore(db: Kysely<Database>) {
  return {
    async insertEntries(entries: readonly NewCredit[], now: Instant): Promise<void> {
      if (entries.length === 0) return
      const at = new Date(now)
      await db
        .insertInto('credit_entry')
        .values(
          entries.map((entry) => ({
            person_id: entry.personId,
            id: entry.id,
            event_id: entry.eventId,
            org_id: entry.orgId,
            module: entry.module,
            hundredths: entry.hundredths,
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

    /** Sums by module, in hundredths. */
    async byModule(personId: string): Promise<Map<Module, number>> {
      const rows = await sql<{ module: Module; hundredths: number }>`
        select module, sum(hundredths)::int as hundredths from credit_entry where person_id = ${personId} group by module`.execute(db)
      return new Map(rows.rows.map((row) => [row.module, row.hundredths]))
    },

    /** A person's lines, the latest first. */
    async lines(personId: string, after: Cursor | null, limit: number): Promise<CreditRow[]> {
      let query = db
        .selectFrom('credit_entry')
        .select(['id', 'module', 'hundredths', 'created_at as postedAt', 'evidence', 'approvers', 'rule_version as ruleVersion'])
        .where('person_id', '=', personId)
      if (after) query = query.where(sql<SqlBool>`(created_at, id) < (${new Date(after.at)}, ${after.id}::uuid)`)
      return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
    },
  }
}
