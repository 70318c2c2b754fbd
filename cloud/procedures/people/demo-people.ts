import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** The people one may try a demonstration as. */
export const demoPeople = procedure('people.demoPeople', async ({ now, store, services }) => {
  if (!services.demo) throw new AppError('demo_only')
  return { items: await store.people.demoPeople(now) }
})
