import { View } from '@tarojs/components'
import type { ManagedEvent } from '@core/contract/events'
import { errorSentence } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { DateTile } from '@/components/date-tile/date-tile'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Segments, type Segment } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Table, type TableColumn } from '@/components/table/table'
import { Tag } from '@/components/tag/tag'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Pages } from '@/sync/use-pages'
import { arrivedText, enrolledText, standingOf, waitsToClose, whenAndWhere } from './work-events'
import './managed-view.css'

/** Which of an officer's events are listed. */
export type ManagedWhen = 'now' | 'coming' | 'to_close' | 'past' | 'in_review'

const FILTERS: readonly Segment<ManagedWhen>[] = [
  { key: 'now', label: '进行中' },
  { key: 'coming', label: '即将' },
  { key: 'to_close', label: '待完结' },
  { key: 'past', label: '过去' },
  { key: 'in_review', label: '送审' },
]

const NOTHING = {
  now: '现在没有正在进行的活动',
  coming: '还没排下一场，发布一场吧',
  to_close: '都办完了，歇会儿吧',
  past: '完结的活动会留在这里',
  in_review: '送给上级审核的、退回来的，会在这里',
} satisfies Record<ManagedWhen, string>

/** The filter that an address names; 进行中 where it names none. */
export function managedWhen(text: string | undefined): ManagedWhen {
  return FILTERS.find((filter) => filter.key === text)?.key ?? 'now'
}

export interface ManagedViewProps {
  orgName: string
  when: ManagedWhen
  onWhen(when: ManagedWhen): void
  events: Pages<'events.managed'>
}

/** All events of an organisation and below it, for its officers: a list in the hand, a table on a desk. */
export function ManagedView({ orgName, when, onWhen, events }: ManagedViewProps) {
  const wide = useWide()
  return (
    <View className='managed'>
      {wide && (
        <View className='managed__head'>
          <View>
            <View className='managed__title'>活动</View>
            <View className='managed__note'>{orgName}和所属组织办的活动</View>
          </View>
          <Button id='publish' size='s' icon='plus' onPress={() => open(routes.publish())}>
            发布活动
          </Button>
        </View>
      )}
      <Segments id='managed' className='managed__filters' items={FILTERS} value={when} onChange={onWhen} label='看哪些活动' />
      <List when={when} events={events} wide={wide} />
    </View>
  )
}

function List({ when, events, wide }: Pick<ManagedViewProps, 'when' | 'events'> & { wide: boolean }) {
  if (events.state === 'failed') return <ErrorState error={events.error} onRetry={() => void events.restart()} />
  if (events.state === 'loading') return <Skeleton rows={5} />
  if (events.items.length === 0) {
    const mayPublish = when === 'now' || when === 'coming'
    return (
      <Empty
        id='managed-empty'
        icon='calendar'
        text={NOTHING[when]}
        action={mayPublish ? '发布活动' : undefined}
        onAction={() => open(routes.publish())}
      />
    )
  }
  return (
    <>
      {wide ? <EventTable events={events.items} /> : <EventList events={events.items} />}
      {events.moreError && <View className='managed__error'>{errorSentence(events.moreError.code, events.moreError.params)}</View>}
      {events.hasMore && (
        <Button
          id='managed-more'
          className='managed__more'
          kind='plain'
          size='s'
          busy={events.loadingMore}
          onPress={() => void events.more()}
        >
          再看一些
        </Button>
      )}
    </>
  )
}

function openEvent(event: ManagedEvent) {
  // Nobody comes to what nobody can see yet: it is for changing.
  if (event.status === 'in_review' || event.status === 'draft') return open(routes.editEvent(event.id))
  return open(waitsToClose(event, now()) || event.status === 'closed' ? routes.closing(event.id) : routes.door(event.id))
}

function EventList({ events }: { events: readonly ManagedEvent[] }) {
  const at = now()
  return (
    <CellGroup>
      {events.map((event) => {
        const standing = standingOf(event, at)
        const people = at < event.startsAt && event.arrivedCount === 0 ? enrolledText(event) : arrivedText(event)
        return (
          <Cell
            key={event.id}
            id={`event-${event.id}`}
            lead={<DateTile at={event.startsAt} />}
            title={event.title}
            note={<EventNote event={event} at={at} people={people} />}
            tag={<Tag tone={standing.tone}>{standing.word}</Tag>}
            arrow={false}
            onPress={() => openEvent(event)}
          />
        )
      })}
    </CellGroup>
  )
}

/** When; where and how many, each in one piece. */
function EventNote({ event, at, people }: { event: ManagedEvent; at: number; people: string }) {
  const [time, place] = whenAndWhere(event, at).split(' · ')
  return (
    <>
      <View>{time}</View>
      <View className='managed__where'>
        <View className='managed__part'>{place}</View>
        <View className='managed__part'>{people}</View>
      </View>
    </>
  )
}

const COLUMNS: readonly TableColumn<ManagedEvent>[] = [
  {
    key: 'title',
    title: '活动',
    width: '2.2fr',
    render: (event) => (
      <>
        <View className='managed__name'>{event.title}</View>
        <View className='managed__sub'>{event.categoryName}</View>
      </>
    ),
  },
  {
    key: 'when',
    title: '时间地点',
    width: '2.2fr',
    render: (event) => {
      const [time, place] = whenAndWhere(event, now()).split(' · ')
      return (
        <>
          <View>{time}</View>
          <View className='managed__sub'>{place}</View>
        </>
      )
    },
  },
  { key: 'orgName', title: '谁办的', width: '1.4fr' },
  { key: 'enrolled', title: '报名', width: '90px', align: 'end', render: (event) => enrolledText(event).slice(3) },
  { key: 'arrived', title: '到场', width: '80px', align: 'end', render: (event) => event.arrivedCount },
  { key: 'pending', title: '补送', width: '70px', align: 'end', render: (event) => event.pendingCount || '' },
  {
    key: 'state',
    title: '',
    width: '110px',
    align: 'end',
    render: (event) => <Tag tone={standingOf(event, now()).tone}>{standingOf(event, now()).word}</Tag>,
  },
]

function EventTable({ events }: { events: readonly ManagedEvent[] }) {
  return (
    <Table
      id='event'
      label='活动'
      columns={COLUMNS}
      rows={events}
      rowKey='id'
      tone={(event) => (event.pendingCount > 0 ? 'gold' : undefined)}
      onRow={openEvent}
    />
  )
}
