import type { HomePage } from '@core/contract/homes'
import { useQuery, type Query } from '@/sync/use-query'

/** How an address names a youth home: by its id, or by the code on its poster. */
export interface HomeAddress {
  homeId?: string
  code?: string
}

/** The public page of a youth home. Nothing is asked where the address names none. */
export function useHome({ homeId, code }: HomeAddress): Query<HomePage> {
  return useQuery(homeId || code ? 'homes.get' : null, homeId ? { homeId } : { code })
}
