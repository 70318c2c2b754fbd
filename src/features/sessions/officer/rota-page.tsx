import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Skeleton } from '@/components/skeleton/skeleton'
import { useQuery } from '@/sync/use-query'
import { RotaView } from './rota-view'

export interface RotaPageProps {
  /** In whose name the officer works: a new rota is its. */
  orgId: string
  /** Null: a new one. */
  rotaId: string | null
  onSaved(): void
}

/**
 * What the form of a rota needs: the rota itself, and, of the organization that it belongs to, the homes and those who may receive.
 * An officer also keeps the rotas of organizations below.
 */
export function RotaPage({ orgId, rotaId, onSaved }: RotaPageProps) {
  const rotas = useQuery(rotaId === null || orgId === '' ? null : 'sessions.rotas', { orgId })
  const rota = rotas.data?.items.find(({ id }) => id === rotaId) ?? null
  const ownerId = rotaId === null ? orgId : (rota?.orgId ?? '')
  const homes = useQuery(ownerId === '' ? null : 'homes.managed', { orgId: ownerId })
  const hosts = useQuery(ownerId === '' ? null : 'sessions.hosts', { orgId: ownerId })
  const queries = [rotas, homes, hosts]
  const failed = queries.find(({ state }) => state === 'failed')
  if (failed) return <ErrorState error={failed.error} onRetry={() => void Promise.all(queries.map(({ reload }) => reload()))} />
  if (rotaId !== null && rotas.data && rota === null) return <Empty id='no-rota' icon='calendar' text='这个排班已经停掉了' />
  if (!homes.data || !hosts.data) return <Skeleton rows={5} />
  if (homes.data.items.length === 0) return <Empty id='no-homes' icon='door' text='先有青年之家，才能排班。请上级帮你建一个' />
  return <RotaView orgId={ownerId} rota={rota} homes={homes.data.items} hosts={hosts.data.items} onSaved={onSaved} />
}
