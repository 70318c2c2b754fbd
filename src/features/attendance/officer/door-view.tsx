import { useState, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { DoorLine, DoorList } from '@core/contract/attendance'
import type { EventDetail } from '@core/contract/events'
import { spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { classes } from '@/components/classes'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { Progress } from '@/components/progress/progress'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Table, type TableColumn } from '@/components/table/table'
import { Tag } from '@/components/tag/tag'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Query } from '@/sync/use-query'
import { DOOR_WORDS, doorFilters, doorLines, doorNote, doorTone, type DoorFilter } from './door-lines'
import { ShareScreen } from './share-screen'
import './door-view.css'

/** A list is drawn in parts: a hall of 3,000 would stop a phone. */
const SHOWN = 100

export interface DoorViewProps {
  event: Query<EventDetail>
  door: Query<DoorList>
  /** The way to cancel the event, where it still can be. */
  cancel?: ReactNode
}

/** One event at its door: how many are here, who is still expected, and what can be done. */
export function DoorView({ event, door, cancel }: DoorViewProps) {
  const wide = useWide()
  const failed = [event, door].find((query) => query.state === 'failed')
  if (failed) return <ErrorState error={failed.error} onRetry={() => void Promise.all([event.reload(), door.reload()])} />
  if (!event.data || !door.data) return <Skeleton rows={5} />
  return (
    <View className={classes('door', wide && 'door--wide')}>
      <View className='door__event'>
        <Summary event={event.data} list={door.data} />
        <Actions event={event.data} cancel={cancel} />
      </View>
      <People list={door.data} wide={wide} />
    </View>
  )
}

function Summary({ event, list }: { event: EventDetail; list: DoorList }) {
  const stopped = event.status === 'cancelled'
  return (
    <Card className='door__summary'>
      <View className='door__title'>{event.title}</View>
      <View className='door__when'>
        {spanName(event.startsAt, event.endsAt, now())} · {event.homeName}
      </View>
      {stopped && (
        <Notice className='door__notice' tone='red' icon='alert'>
          活动取消了：{event.cancelReason}
        </Notice>
      )}
      <View className='door__counts'>
        <View id='door-count' className='door__arrived'>
          {list.arrivedCount}
        </View>
        <View className='door__of'>/ {list.enrolledCount} 到场</View>
        {list.pendingCount > 0 && <Tag tone='gold'>补送 {list.pendingCount}</Tag>}
      </View>
      <Progress value={list.arrivedCount} max={Math.max(list.enrolledCount, list.arrivedCount)} tone='green' label='到场的比例' />
    </Card>
  )
}

/** The one thing to do at this moment stands first and large: the screen before the end, closing after it. */
function Actions({ event, cancel }: { event: EventDetail; cancel?: ReactNode }) {
  if (event.status !== 'published' && event.status !== 'closed') return null
  const over = event.status === 'closed' || now() >= event.endsAt
  const screen = (
    <Button
      id='open-screen'
      kind={over ? 'plain' : 'primary'}
      size={over ? 's' : 'l'}
      icon='screen'
      onPress={() => open(routes.screen(event.id))}
    >
      打开大屏
    </Button>
  )
  const closing = (
    <Button
      id='open-closing'
      kind={over ? 'primary' : 'plain'}
      size={over ? 'l' : 's'}
      icon='check'
      onPress={() => open(routes.closing(event.id))}
    >
      {event.status === 'closed' ? '看完结明细' : '完结'}
    </Button>
  )
  if (event.status === 'closed') return closing
  return (
    <View className='door__actions'>
      {over ? closing : screen}
      <View className='door__more-actions'>
        {over ? screen : now() >= event.startsAt && closing}
        <ShareScreen eventId={event.id} />
      </View>
      {cancel}
    </View>
  )
}

function People({ list, wide }: { list: DoorList; wide: boolean }) {
  const [filter, setFilter] = useState<DoorFilter>('all')
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState(SHOWN)
  const lines = doorLines(list, filter, search)
  const part = lines.slice(0, shown)
  return (
    <View className='door__people'>
      <TextInput id='door-search' value={search} onChange={setSearch} placeholder='找名字' label='找名字' maxLength={40} />
      <Segments id='door' className='door__filters' items={doorFilters(list)} value={filter} onChange={setFilter} label='看哪些人' />
      {lines.length === 0 ? (
        <Empty id='door-empty' icon='people' text={list.items.length === 0 ? '还没有人报名。把活动链接发到群里吧' : '没有这样的人'} />
      ) : wide ? (
        <PeopleTable lines={part} />
      ) : (
        <PeopleList lines={part} />
      )}
      {lines.length > shown && (
        <Button id='door-more' className='door__more' kind='plain' size='s' onPress={() => setShown(shown + SHOWN)}>
          再看 {Math.min(SHOWN, lines.length - shown)} 人
        </Button>
      )}
    </View>
  )
}

function PeopleList({ lines }: { lines: readonly DoorLine[] }) {
  return (
    <CellGroup>
      {lines.map((line) => (
        <Cell
          key={line.personId}
          id={`person-${line.personId}`}
          title={line.name}
          note={doorNote(line)}
          tag={<Tag tone={doorTone(line.state)}>{DOOR_WORDS[line.state]}</Tag>}
        />
      ))}
    </CellGroup>
  )
}

const COLUMNS: readonly TableColumn<DoorLine>[] = [
  { key: 'name', title: '姓名', width: '1fr', render: (line) => <View className='door__name'>{line.name}</View> },
  { key: 'note', title: '签到签退', width: '2.6fr', render: doorNote },
  {
    key: 'state',
    title: '',
    width: '90px',
    align: 'end',
    render: (line) => <Tag tone={doorTone(line.state)}>{DOOR_WORDS[line.state]}</Tag>,
  },
]

function PeopleTable({ lines }: { lines: readonly DoorLine[] }) {
  return (
    <Table
      id='person'
      label='名单'
      columns={COLUMNS}
      rows={lines}
      rowKey='personId'
      tone={(line) => (line.state === 'pending' ? 'gold' : undefined)}
    />
  )
}
