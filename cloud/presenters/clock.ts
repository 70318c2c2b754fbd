import type { Instant } from '@core/contract/common'
import type { Clock } from '@core/contract/homes'
import { clockState } from '@core/rules/homes/clocks'
import type { ClockRow } from '@cloud/store/clocks'

/** How a rhythm stands now. */
export function presentClock(clock: ClockRow, now: Instant): Clock {
  const { id, orgId, orgName, homeId, homeName, kind, name, everyDays, warnDays, startedOn } = clock
  return { id, orgId, orgName, homeId, homeName, kind, name, everyDays, warnDays, startedOn, ...clockState(clock, now) }
}
