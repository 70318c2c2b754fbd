import { procedure } from '../procedure'

/** More than this nobody looks through in a picker; who is not among them is written by name. */
const MOST_ORGS = 100

/** The homes an officer may publish for, those of the organisation and of what is below it, and these organisations themselves. */
export const managed = procedure('homes.managed', async ({ input, store }) => ({
  items: await store.homes.below(input.orgId),
  orgs: await store.orgs.below(input.orgId, MOST_ORGS),
}))
