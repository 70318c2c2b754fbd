import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** Writes down that a social organization has moved out. */
export const endResident = procedure('homes.endResident', async ({ input, now, store }) => {
  if (!(await store.residents.end(input.homeId, input.residentId, now))) throw new AppError('not_found')
  return {}
})
