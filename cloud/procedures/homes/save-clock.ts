import { AppError } from '@core/contract/errors'
import { isDay } from '@core/rules/shared/days'
import { presentClock } from '@cloud/presenters/clock'
import { procedure } from '../procedure'

/** Sets up something that has to come round again, or changes it. Only one of one's own kind says how often. */
export const saveClock = procedure('homes.saveClock', async ({ input, now, store, services }) => {
  const { orgId, clockId, homeId, kind, name, warnDays, startedOn } = input
  if (!isDay(startedOn)) throw new AppError('bad_request', { field: 'startedOn' })
  if (kind === 'custom' && input.everyDays === null) throw new AppError('bad_request', { field: 'everyDays' })
  if (homeId !== null && !(await store.homes.isBelow(homeId, orgId))) throw new AppError('home_not_yours')
  const everyDays = kind === 'custom' ? input.everyDays : null
  const form = { id: clockId ?? services.ids.uuid(now), orgId, homeId, kind, name, everyDays, warnDays, startedOn }
  const clock = clockId === undefined ? await store.clocks.start(form, now) : await store.clocks.edit(form, now)
  if (!clock) throw new AppError('not_found')
  return presentClock(clock, now)
})
