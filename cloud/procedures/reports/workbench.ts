import { procedure } from '../procedure'

const SHOWN = 10

/** What waits for an officer, what goes on now, and what comes next. */
export const workbench = procedure('reports.workbench', async ({ input, now, store }) => {
  const [orgName, toDos, running, toClose, coming] = await Promise.all([
    store.people.nameOfOrg(input.orgId),
    store.events.toDos(input.orgId, now),
    store.events.managed(input.orgId, 'now', now, null, SHOWN),
    store.events.managed(input.orgId, 'to_close', now, null, SHOWN),
    store.events.managed(input.orgId, 'coming', now, null, SHOWN),
  ])
  return { orgName, ...toDos, running, toClose, coming }
})
