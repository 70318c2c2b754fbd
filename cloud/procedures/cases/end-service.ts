import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** Takes a service out of the catalogue. What was ordered stays ordered. */
export const endService = procedure('cases.endService', async ({ input, now, store }) => {
  if (!(await store.services.end(input.orgId, input.serviceId, now))) throw new AppError('service_unknown')
  return {}
})
