import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Database } from './schema'

/** Somebody an officer may find by name. */
export interface NamedMember {
  id: string
  name: string
  /** Where they belong, which tells two of one name apart; empty for a guest. */
  orgName: string
  /** Whether they are in the event that is asked about: enrolled, or among the lots. */
  isIn: boolean
}

/** Characters that a name may be written with or without (`nameKey` in core/rules/people/personal-names.ts). */
const MARKS = "[\\s·•・‧.''’\\u00ad\\u200b-\\u200f\\u2060-\\u2064\\ufeff-]"

/** Who belongs to an organization and to what is below it. */
export function memberStore(db: Kysely<Database>) {
  const isCurrent = (now: Instant) => sql`m.from_at <= ${new Date(now)} and (m.until_at is null or m.until_at > ${new Date(now)})`
  const isBelow = (orgId: string) => sql`o.path like (select path from org where id = ${orgId}) || '%'`

  return {
    /** Those who belong to an organization or below, or are in an event already, by the keys of their names. */
    async named(keys: readonly string[], { orgId, eventId }: { orgId: string; eventId: string }, now: Instant): Promise<NamedMember[]> {
      if (keys.length === 0) return []
      // A name of Chinese characters alone is its own key: the costly comparison is for the others.
      const isAsked = sql`(p.name = any(${[...keys]}::text[]) or p.name !~ '^[\\u4e00-\\u9fff]+$'
        and lower(regexp_replace(normalize(p.name, nfkc), ${MARKS}, '', 'g')) = any(${[...keys]}::text[]))`
      const { rows } = await sql<NamedMember>`
        with known as (
          select m.person_id from membership m join org o on o.id = m.org_id where ${isBelow(orgId)} and ${isCurrent(now)}
          union
          select person_id from enrollment where event_id = ${eventId} and state in ('applied', 'enrolled', 'attended', 'absent')
        )
        select p.id, p.name,
          coalesce((select o.name from membership m join org o on o.id = m.org_id
            where m.person_id = p.id and m.kind = 'member' and ${isCurrent(now)} order by m.from_at desc limit 1), '') as "orgName",
          exists (select 1 from enrollment n where n.event_id = ${eventId} and n.person_id = p.id
            and n.state in ('applied', 'enrolled', 'attended', 'absent')) as "isIn"
        from known join person p on p.id = known.person_id
        where ${isAsked}
        order by p.name, p.id`.execute(db)
      return rows
    },

    /** How many of these people an organization has nothing to do with: no members there or below, and never enrolled there. */
    async strangers(personIds: readonly string[], orgId: string, now: Instant): Promise<number> {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from unnest(${[...new Set(personIds)]}::uuid[]) asked (id)
        where not exists (select 1 from membership m join org o on o.id = m.org_id
            where m.person_id = asked.id and ${isBelow(orgId)} and ${isCurrent(now)})
          and not exists (select 1 from enrollment n join event e on e.event_id = n.event_id join org o on o.id = e.org_id
            where n.person_id = asked.id and ${isBelow(orgId)})`.execute(db)
      return rows[0]!.count
    },
  }
}
