import type { Rota } from '@core/contract/sessions'
import { procedure } from '../procedure'
import { presentRota } from './rota-checks'

/** The rotas of an organization and of those below it. */
export const rotas = procedure('sessions.rotas', async ({ input, store }) => {
  const items: Rota[] = []
  for (const rota of await store.sessions.rotas(input.orgId)) items.push(await presentRota(store, rota, rota.homeName))
  return { items }
})
