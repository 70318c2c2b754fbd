import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { checkWritten } from './casework'
import { orgToGive } from './known-case'

/** Puts a service into the catalogue of an organization, or changes one that is there. */
export const saveService = procedure('cases.saveService', async (call) => {
  const { input, now, store, services } = call
  const { orgId, serviceId, name, about } = input
  await checkWritten(
    call,
    [name, about].filter((text) => text !== ''),
  )
  await orgToGive(store, orgId, { aboutOrgId: null })
  const form = { orgId, id: serviceId ?? services.ids.uuid(now), name, about }
  const service = serviceId === null ? await store.services.add(form, now) : await store.services.edit(form)
  if (!service) throw new AppError('service_unknown')
  return service
})
