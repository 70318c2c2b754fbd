import { useState, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { EventDetail } from '@core/contract/events'
import type { Instant } from '@core/contract/common'
import { clockOf, dayName, spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { classes } from '@/components/classes'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { Progress } from '@/components/progress/progress'
import { Section } from '@/components/section/section'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Table, type TableColumn } from '@/components/table/table'
import { Tag } from '@/components/tag/tag'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { openScreenOf } from './carried-screen'
import { DOOR_WORDS, doorFilters, doorLines, doorNote, doorTone, isNamed, type DoorFilter } from './door-lines'
import type { KeptPack } from './kept-packs'
import { PersonSheet } from './person-sheet'
import type { DoorPerson } from './presence'
import { ShareScreen } from './share-screen'
import type { Door } from './use-door'
import './door-view.css'

/** A list is drawn in parts: a hall of 3,000 would stop a phone. */
const SHOWN = 100

export interface DoorViewProps {
  door: Door
  /** What only the server says of the event (whether it is closed or cancelled); null without a network. */
  event: EventDetail | null
  /** The way to cancel the event, where it still can be. */
  cancel?: ReactNode
}

/** One event at its door: how many are here, who is still expected, and what can be done. It works without a network. */
export function DoorView({ door, event, cancel }: DoorViewProps) {
  const wide = useWide()
  // A cancelled event has no door any more, and everybody at it wants to know why.
  if (event?.status === 'cancelled') return <Cancelled event={event} />
  if (door.state === 'failed') return <ErrorState error={door.error} onRetry={() => void door.reload()} />
  if (!door.kept) return <Skeleton rows={5} />
  return (
    <View className={classes('door', wide && 'door--wide')}>
      <View className='door__event'>
        <Summary door={door} kept={door.kept} />
        <Actions kept={door.kept} event={event} cancel={cancel} />
      </View>
      <People door={door} kept={door.kept} wide={wide} />
    </View>
  )
}

function Cancelled({ event }: { event: EventDetail }) {
  return (
    <Card id='door-cancelled' className='door__summary'>
      <View className='door__title'>{event.title}</View>
      <View className='door__when'>
        {spanName(event.startsAt, event.endsAt, now())} · {event.homeName}
      </View>
      <Notice className='door__notice' tone='red' icon='alert'>
        活动取消了：{event.cancelReason}。报了名的人都收到了消息
      </Notice>
      {event.mayEdit && (
        <Button
          id='hold-again'
          className='door__again'
          kind='plain'
          size='s'
          icon='calendar'
          onPress={() => open(routes.publish(event.id))}
        >
          改天再办一场
        </Button>
      )}
    </Card>
  )
}

function Summary({ door, kept }: { door: Door; kept: KeptPack }) {
  const { counts } = door
  const { title, startsAt, endsAt, homeName } = kept.pack.screen
  return (
    <Card className='door__summary'>
      <View className='door__title'>{title}</View>
      <View className='door__when'>
        {spanName(startsAt, endsAt, now())} · {homeName}
      </View>
      <View className='door__counts'>
        <View id='door-count' className='door__arrived'>
          {counts.arrived}
        </View>
        <View className='door__of'>/ {counts.enrolled} 到场</View>
        {counts.pending > 0 && <Tag tone='gold'>补送 {counts.pending}</Tag>}
      </View>
      <Progress value={counts.arrived} max={Math.max(counts.enrolled, counts.arrived)} tone='green' label='到场的比例' />
      <Carried door={door} kept={kept} />
    </Card>
  )
}

/** What the list rests on when it is not the server's word of this moment. */
function Carried({ door, kept }: { door: Door; kept: KeptPack }) {
  return (
    <>
      {door.state === 'kept' && (
        <Notice id='door-carried' className='door__notice' tone='grey' icon='wifi-off'>
          名单是 {momentOf(kept.listedAt)} 的。扫码、点名、登记照常，有网自动送达
        </Notice>
      )}
      {door.counts.onPhone > 0 && (
        <Notice id='door-on-phone' className='door__notice' tone='gold' icon='saved'>
          {door.counts.onPhone} 人的登记还在这部手机里
        </Notice>
      )}
      {door.unkept && (
        <Notice id='door-unkept' className='door__notice' tone='red' icon='alert'>
          手机存满了，名单没能存下来：断网前别关掉小程序，或先清一点空间
        </Notice>
      )}
    </>
  )
}

/**
 * The one thing to do at this moment stands first and large: the screen before the end, after it closing, or, for a helper, who
 * closes nothing, the pictures they took. An officer finds the showcase of a closed event where it was closed.
 */
function Actions({ kept, event, cancel }: { kept: KeptPack; event: EventDetail | null; cancel?: ReactNode }) {
  const { eventId, startsAt, endsAt } = kept.pack.screen
  const status = event?.status ?? 'published'
  if (status !== 'published' && status !== 'closed') return null
  const over = status === 'closed' || now() >= endsAt
  const begun = now() >= startsAt
  // Without a network nobody knows; the server decides.
  const mayClose = event?.mayEdit ?? true
  const screen = (
    <Button
      id='open-screen'
      kind={over ? 'plain' : 'primary'}
      size={over ? 's' : 'l'}
      icon='screen'
      onPress={() => openScreenOf(kept.pack.screen)}
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
      onPress={() => open(routes.closing(eventId))}
    >
      {status === 'closed' ? '看完结明细' : '完结'}
    </Button>
  )
  const showcase = event?.mayManage && begun && (
    <Button
      id='open-showcase'
      kind={over && !mayClose ? 'primary' : 'plain'}
      size={over && !mayClose ? 'l' : 's'}
      icon='photo'
      onPress={() => open(routes.showcase(eventId))}
    >
      写展示
    </Button>
  )
  const last = mayClose ? closing : showcase
  if (status === 'closed') return last || null
  return (
    <View className='door__actions'>
      {over ? last : screen}
      <View className='door__more-actions'>
        <Button id='open-reverse-scan' kind='plain' size='s' icon='scan' onPress={() => open(routes.reverseScan(eventId))}>
          扫「我的码」
        </Button>
        <Button id='open-roll-call' kind='plain' size='s' icon='people' onPress={() => open(routes.rollCall(eventId))}>
          点名
        </Button>
        <Button id='open-paper' kind='plain' size='s' icon='photo' onPress={() => open(routes.rollCall(eventId, 'paper'))}>
          纸质签到表
        </Button>
        {over ? screen : begun && mayClose && closing}
        {(mayClose || !over) && showcase}
        <ShareScreen eventId={eventId} />
        {event?.mayEdit && (
          <>
            <Button id='open-helpers' kind='plain' size='s' icon='user' onPress={() => open(routes.helpers(eventId))}>
              签到人员
            </Button>
            <Button id='open-cards' kind='plain' size='s' icon='qr' onPress={() => open(routes.cards(eventId))}>
              打印纸质卡
            </Button>
          </>
        )}
      </View>
      {cancel}
    </View>
  )
}

function People({ door, kept, wide }: { door: Door; kept: KeptPack; wide: boolean }) {
  const [filter, setFilter] = useState<DoorFilter>('all')
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState(SHOWN)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const lines = doorLines(door.people, filter, search)
  const part = lines.slice(0, shown)
  const others = search.trim() === '' ? [] : door.others.filter((member) => isNamed(member, search)).slice(0, SHOWN)
  const chosen = door.people.find(({ personId }) => personId === chosenId) ?? others.find(({ personId }) => personId === chosenId)
  const choose = (person: { personId: string }) => setChosenId(person.personId)
  return (
    <View className='door__people'>
      <TextInput id='door-search' value={search} onChange={setSearch} placeholder='找名字' label='找名字' maxLength={40} />
      <Segments id='door' className='door__filters' items={doorFilters(door.people)} value={filter} onChange={setFilter} label='看哪些人' />
      {lines.length === 0 && others.length === 0 ? (
        <Empty id='door-empty' icon='people' text={door.people.length === 0 ? '还没有人报名。把活动链接发到群里吧' : '没有这样的人'} />
      ) : wide ? (
        <PeopleTable lines={part} onChoose={choose} />
      ) : (
        <PeopleList lines={part} onChoose={choose} />
      )}
      {lines.length > shown && (
        <Button id='door-more' className='door__more' kind='plain' size='s' onPress={() => setShown(shown + SHOWN)}>
          再看 {Math.min(SHOWN, lines.length - shown)} 人
        </Button>
      )}
      {others.length > 0 && (
        <Section id='door-others' title='没有报名的成员'>
          <CellGroup>
            {others.map((member) => (
              <Cell key={member.personId} id={`other-${member.personId}`} title={member.name} onPress={() => choose(member)} />
            ))}
          </CellGroup>
        </Section>
      )}
      <PersonSheet screen={kept.pack.screen} person={chosen ? asPerson(chosen) : null} onClose={() => setChosenId(null)} />
    </View>
  )
}

/** A member who is not in the list, as they would stand in it. */
function asPerson(person: DoorPerson | { personId: string; name: string }): DoorPerson {
  if ('state' in person) return person
  const nothing = { coming: false, signedInAt: null, signedOutAt: null, tardyMinutes: 0, assurance: null, onPhone: false }
  return { ...person, ...nothing, state: 'expected', flags: ['not_enrolled'], enrolled: false }
}

interface LinesProps {
  lines: readonly DoorPerson[]
  onChoose: (person: DoorPerson) => void
}

function PeopleList({ lines, onChoose }: LinesProps) {
  return (
    <CellGroup>
      {lines.map((line) => (
        <Cell
          key={line.personId}
          id={`person-${line.personId}`}
          title={line.name}
          note={doorNote(line)}
          tag={<Tag tone={doorTone(line.state)}>{DOOR_WORDS[line.state]}</Tag>}
          arrow={false}
          onPress={() => onChoose(line)}
        />
      ))}
    </CellGroup>
  )
}

const COLUMNS: readonly TableColumn<DoorPerson>[] = [
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

function PeopleTable({ lines, onChoose }: LinesProps) {
  return (
    <Table
      id='person'
      label='名单'
      columns={COLUMNS}
      rows={lines}
      rowKey='personId'
      tone={(line) => (line.state === 'pending' ? 'gold' : undefined)}
      onRow={onChoose}
    />
  )
}

function momentOf(at: Instant): string {
  return `${dayName(at, now())} ${clockOf(at)}`
}
