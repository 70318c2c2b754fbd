import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** The people one may try a demonstration as. */
export const demoPeople = procedure('people.demoPeople', async ({ now, store, services }) => {
  if (!services.demo) throw new AppError('demo_only')
  const people = await store.people.demoPeople(now)
  // The number in front of a note only keeps the order.
  return { items: people.map((person) => ({ ...person, note: person.note.replace(/^\d+ /, '') })) }
})
