import type { Home } from '@core/contract/homes'
import { useQuery, type Query } from '@/sync/use-query'

/** All youth homes. */
export function useHomes(): Query<{ items: Home[] }> {
  return useQuery('homes.list', {})
}

/** The name of a home; empty where none is chosen or it is not known yet. */
export function homeName(homes: readonly Home[] | undefined, homeId: string | undefined): string {
  return homes?.find((home) => home.id === homeId)?.name ?? ''
}
