import { procedure } from '../procedure'
import { presentMe } from './present'

/** Keeps the month of birth, which is asked for only where an event has an age. */
export const saveBirthMonth = procedure('people.saveBirthMonth', async ({ input, person, now, store }) => {
  await store.people.saveBirthMonth(person.id, input.birthMonth)
  return presentMe(store, { ...person, birthMonth: input.birthMonth }, now)
})
