import { AppError } from '@core/contract/errors'
import { isDay } from '@core/rules/shared/days'
import { procedure } from '../procedure'

/** Writes down that a social organization lives in a home. One of ours shows its own events there. */
export const addResident = procedure('homes.addResident', async ({ input, person, openid, now, store, services }) => {
  const { homeId, orgId, name, about, since } = input
  if (!isDay(since)) throw new AppError('bad_request', { field: 'since' })
  if (!(await store.homes.byId(homeId))) throw new AppError('not_found')
  if (orgId !== null && !(await store.orgs.exists(orgId))) throw new AppError('bad_request', { field: 'orgId' })
  const author = openid ?? (await store.officers.openidOf(person.id))
  if ((await services.checkContent({ texts: [name, about], pictures: [], openid: author })) === 'refused')
    throw new AppError('content_refused')
  await store.homes.lock(homeId)
  const there = await store.residents.of(homeId)
  if (orgId !== null && there.some((resident) => resident.orgId === orgId)) throw new AppError('bad_request', { field: 'orgId' })
  await store.residents.add(homeId, { id: services.ids.uuid(now), orgId, name, about, since }, now)
  return {}
})
