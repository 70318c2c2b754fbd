import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Instant } from '@core/contract/common'

/** Whether a row of `role_grant` makes somebody an officer or a secretary of its organization at an instant: they read its cases. */
export function holdsOffice(now: Instant): RawBuilder<SqlBool> {
  const at = new Date(now)
  return sql<SqlBool>`(role in ('officer', 'secretary') and from_at <= ${at} and (until_at is null or until_at > ${at}))`
}
