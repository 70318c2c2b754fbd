import { procedure } from '../procedure'
import { presentMe } from './present'

/** Keeps the name and the consent to the privacy notice, with its version and time. */
export const consent = procedure('people.consent', async ({ input, person, now, store }) => {
  await store.people.saveConsent(person.id, input.name, input.privacyVersion, now)
  return presentMe(store, { ...person, name: input.name, consented: true }, now)
})
