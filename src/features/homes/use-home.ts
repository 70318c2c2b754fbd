import { AppError } from '@core/contract/errors'
import type { HomePage } from '@core/contract/homes'
import { useQuery, type Query } from '@/sync/use-query'

/** How an address names a youth home: by its id, or by the code on its poster. */
export interface HomeAddress {
  homeId?: string
  code?: string
}

const NOWHERE = new AppError('not_found')

/** The public page of a youth home. An address that names none is one that nobody finds: nothing is asked. */
export function useHome({ homeId, code }: HomeAddress): Query<HomePage> {
  const asked = useQuery(homeId || code ? 'homes.get' : null, homeId ? { homeId } : { code })
  return homeId || code ? asked : { ...asked, state: 'failed', error: NOWHERE }
}
