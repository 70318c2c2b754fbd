import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import { CATEGORIES, CATEGORY_NAMES } from '@core/contract/names'
import type { CategoryItem, SettingName, SettingValue } from '@core/contract/people'
import type { Database } from './schema'

/** What events are sorted by where no organization has made a list: the six to begin with. */
export const FIRST_CATEGORIES: CategoryItem[] = CATEGORIES.map((code) => ({ code, name: CATEGORY_NAMES[code] }))

type ValueOf<N extends SettingName> = Extract<SettingValue, { name: N }>['value']

/** A setting as it holds for an organization. */
export interface HeldSetting<N extends SettingName> {
  value: ValueOf<N>
  /** The organization that decided it. */
  from: string
}

/** What organizations decide for themselves and for what is below them. A change is a new version; none is ever rewritten. */
export function settingStore(db: Kysely<Database>) {
  async function heldBy<N extends SettingName>(orgId: string, name: N, now: Instant): Promise<HeldSetting<N> | null> {
    const { rows } = await sql<HeldSetting<N>>`
      select s.value, above.name as "from"
      from org mine
      join org above on mine.path like above.path || '%'
      join lateral (
        select value from org_setting where org_id = above.id and name = ${name} and valid_from <= ${new Date(now)}
        order by version desc limit 1) s on true
      where mine.id = ${orgId}
      order by length(above.path) desc limit 1`.execute(db)
    return rows[0] ?? null
  }

  return {
    /** What holds for an organization now: its own, else that of the nearest above; null where nobody has decided. */
    of: heldBy,

    /** What the oldest root organization has decided, for where no organization is meant. */
    async ofRoot<N extends SettingName>(name: N, now: Instant): Promise<HeldSetting<N> | null> {
      const root = await db
        .selectFrom('org')
        .select('id')
        .where('parent_id', 'is', null)
        .orderBy('created_at')
        .orderBy('id')
        .executeTakeFirst()
      return root ? heldBy(root.id, name, now) : null
    },

    /** Writes the next version, which holds from now on. Two at once make two versions: the organization's row is locked. */
    async save(orgId: string, { name, value }: SettingValue, { byId, why }: { byId: string; why: string }, now: Instant): Promise<void> {
      const at = new Date(now)
      await sql`select id from org where id = ${orgId} for update`.execute(db)
      await sql`
        insert into org_setting (org_id, name, version, value, valid_from, by_id, why, created_at)
        select ${orgId}, ${name}, coalesce(max(version), 0) + 1, ${JSON.stringify(value)}::jsonb, ${at}, ${byId}, ${why}, ${at}
        from org_setting where org_id = ${orgId} and name = ${name}`.execute(db)
    },
  }
}
