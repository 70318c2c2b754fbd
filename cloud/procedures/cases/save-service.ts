import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** Puts a service into the catalogue of an organization, or changes one that is there. */
export const saveService = procedure('cases.saveService', async ({ input, person, openid, now, store, services }) => {
  const { orgId, serviceId, name, about } = input
  const verdict = await services.checkContent({
    texts: [name, about].filter((text) => text !== ''),
    pictures: [],
    openid: openid ?? (await store.officers.openidOf(person.id)),
  })
  if (verdict === 'refused') throw new AppError('content_refused')
  const form = { orgId, id: serviceId ?? services.ids.uuid(now), name, about }
  const service = serviceId === null ? await store.services.add(form, now) : await store.services.edit(form)
  if (!service) throw new AppError('service_unknown')
  return service
})
