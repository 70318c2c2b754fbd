import { View } from '@tarojs/components'
import type { ManagedEvent } from '@core/contract/events'
import { errorSentence } from '@core/contract/wording'
import { spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { DateTile } from '@/components/date-tile/date-tile'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Table, type TableColumn } from '@/components/table/table'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Pages } from '@/sync/use-pages'
import './review-view.css'

/** 审核: events of organizations below that nobody sees before a secretary has looked at them. */
export function ReviewListView({ events }: { events: Pages<'events.toReview'> }) {
  const wide = useWide()
  return (
    <View className='review'>
      {wide && <View className='review__title'>等你审核</View>}
      <List events={events} wide={wide} />
    </View>
  )
}

function List({ events, wide }: { events: Pages<'events.toReview'>; wide: boolean }) {
  if (events.error?.code === 'not_found') {
    return <Empty id='review-not-yours' icon='shield' text='审核由书记来做，请书记打开这一页' />
  }
  if (events.state === 'failed') return <ErrorState error={events.error} onRetry={() => void events.restart()} />
  if (events.state === 'loading') return <Skeleton rows={4} />
  if (events.items.length === 0) return <Empty id='review-empty' icon='leaf' text='都看完了。下级交上来的活动会排在这里' />
  return (
    <>
      {wide ? <ReviewTable events={events.items} /> : <ReviewCells events={events.items} />}
      {events.moreError && <View className='review__error'>{errorSentence(events.moreError.code, events.moreError.params)}</View>}
      {events.hasMore && (
        <Button id='review-more' kind='plain' size='s' busy={events.loadingMore} onPress={() => void events.more()}>
          再看一些
        </Button>
      )}
    </>
  )
}

function ReviewCells({ events }: { events: readonly ManagedEvent[] }) {
  return (
    <CellGroup>
      {events.map((event) => (
        <Cell
          key={event.id}
          id={`review-${event.id}`}
          lead={<DateTile at={event.startsAt} />}
          title={event.title}
          note={
            <>
              <View>{spanName(event.startsAt, event.endsAt, now())}</View>
              <View>{event.orgName}</View>
            </>
          }
          onPress={() => open(routes.review(event.id))}
        />
      ))}
    </CellGroup>
  )
}

const COLUMNS: readonly TableColumn<ManagedEvent>[] = [
  { key: 'title', title: '活动', width: '2.2fr' },
  { key: 'categoryName', title: '类别', width: '1fr' },
  { key: 'orgName', title: '谁办的', width: '1.6fr' },
  { key: 'when', title: '时间', width: '2fr', render: (event) => spanName(event.startsAt, event.endsAt, now()) },
  { key: 'homeName', title: '地点', width: '1.6fr' },
]

function ReviewTable({ events }: { events: readonly ManagedEvent[] }) {
  return (
    <Table
      id='review'
      label='等你审核的活动'
      columns={COLUMNS}
      rows={events}
      rowKey='id'
      onRow={(event) => open(routes.review(event.id))}
    />
  )
}
