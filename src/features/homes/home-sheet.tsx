import type { Home } from '@core/contract/homes'
import { Cell } from '@/components/cell/cell'
import { ErrorState } from '@/components/error-state/error-state'
import { Icon } from '@/components/icon/icon'
import { Sheet } from '@/components/sheet/sheet'
import { Skeleton } from '@/components/skeleton/skeleton'
import type { Query } from '@/sync/use-query'

export interface HomeSheetProps {
  open: boolean
  homes: Query<{ items: Home[] }>
  value: string | undefined
  onChoose: (homeId: string | undefined) => void
  onClose: () => void
}

/** One youth home, or all of them. */
export function HomeSheet({ open, homes, value, onChoose, onClose }: HomeSheetProps) {
  const mark = (chosen: boolean) => (chosen ? <Icon name='check' size={20} tone='red' label='已选' /> : undefined)
  return (
    <Sheet id='homes-sheet' open={open} title='去哪个青年之家' onClose={onClose}>
      <Cell id='home-all' title='全部青年之家' arrow={false} value={mark(value === undefined)} onPress={() => onChoose(undefined)} />
      {homes.state === 'loading' && <Skeleton rows={4} />}
      {homes.state === 'failed' && <ErrorState error={homes.error} onRetry={() => void homes.reload()} />}
      {homes.data?.items.map((home) => (
        <Cell
          key={home.id}
          id={`home-${home.id}`}
          title={home.name}
          note={home.address}
          arrow={false}
          value={mark(home.id === value)}
          onPress={() => onChoose(home.id)}
        />
      ))}
    </Sheet>
  )
}
