import { procedure } from '../procedure'
import { presentMe } from './present'

/** Who is logged in, and whether this is a demonstration. */
export const who = procedure('people.who', async ({ person, now, store, services }) => ({
  me: person ? await presentMe(store, person, now) : null,
  demo: services.demo,
}))
