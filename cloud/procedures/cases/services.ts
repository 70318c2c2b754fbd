import { procedure } from '../procedure'

const MOST_SERVICES = 500
const MOST_ORGS = 1000

/** The catalogue of one organization, or of all (点单), and the organizations that one can write to. */
export const services = procedure('cases.services', async ({ input, now, store }) => {
  const [items, orgs] = await Promise.all([store.services.list(input.orgId, MOST_SERVICES), store.services.orgs(MOST_ORGS, now)])
  return { items, orgs }
})
