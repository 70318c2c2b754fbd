import { View } from '@tarojs/components'
import type { ManagedEvent } from '@core/contract/events'
import type { Workbench } from '@core/contract/reports'
import { WORDING } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { classes } from '@/components/classes'
import { DateTile } from '@/components/date-tile/date-tile'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Pressable } from '@/components/pressable/pressable'
import { Progress } from '@/components/progress/progress'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Table, type TableColumn } from '@/components/table/table'
import { Tag } from '@/components/tag/tag'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { choose, open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Query } from '@/sync/use-query'
import { arrivedText, endedText, enrolledText, standingOf, waitsToClose, whenAndWhere } from './work-events'
import './workbench-view.css'

/** In whose name the officer works, and in whose they could. */
export interface WorkOrgChoice {
  orgName: string
  choices: readonly { orgId: string; orgName: string }[]
  choose(orgId: string): void
}

export interface WorkbenchViewProps {
  org: WorkOrgChoice
  workbench: Query<Workbench>
}

/** 工作台: what waits first, then what goes on, what comes next, and the tools. */
export function WorkbenchView({ org, workbench: { data, state, error, reload } }: WorkbenchViewProps) {
  const wide = useWide()
  return (
    <View className={classes('workbench', wide && 'workbench--wide')}>
      <Head org={org} wide={wide} />
      {data ? (
        <Work work={data} wide={wide} />
      ) : state === 'failed' ? (
        <ErrorState error={error} onRetry={() => void reload()} />
      ) : (
        <Skeleton rows={4} />
      )}
    </View>
  )
}

function Head({ org, wide }: { org: WorkOrgChoice; wide: boolean }) {
  async function another() {
    const index = await choose(org.choices.map((choice) => choice.orgName))
    const chosen = index === null ? undefined : org.choices[index]
    if (chosen) org.choose(chosen.orgId)
  }
  const several = org.choices.length > 1
  return (
    <View className='workbench__head'>
      <View className='workbench__who'>
        <View id='work-org' className='workbench__org'>
          {org.orgName}
        </View>
        <View className='workbench__note'>
          你在替这里做事
          {several && (
            <Pressable id='choose-org' className='workbench__other' label='换一个组织' onPress={() => void another()}>
              · 换一个 ›
            </Pressable>
          )}
        </View>
      </View>
      {wide && (
        <Button id='publish' size='s' icon='plus' onPress={() => open(routes.publish())}>
          发布活动
        </Button>
      )}
    </View>
  )
}

function Work({ work, wide }: { work: Workbench; wide: boolean }) {
  const running = new Set(work.running.map((event) => event.id))
  const toClose = work.toClose.filter((event) => !running.has(event.id))
  const nothing = work.toCloseCount + work.pendingCount + work.claimCount + work.running.length === 0
  return (
    <>
      <ToDos work={work} />
      {nothing && <Empty id='no-todos' text={WORDING.empty_todos} icon='leaf' />}
      {work.running.length > 0 && (
        <Section title='正在进行'>
          <View className='workbench__running'>
            {work.running.map((event, index) => (
              <RunningCard key={event.id} event={event} first={index === 0} />
            ))}
          </View>
        </Section>
      )}
      {toClose.length > 0 && (
        <Section
          id='to-close'
          title='待完结'
          more={work.toCloseCount > toClose.length ? `全部 ${work.toCloseCount} 场` : undefined}
          onMore={() => open(routes.managed('to_close'))}
        >
          {wide ? <EventTable id='to-close' events={toClose} /> : <CloseList events={toClose} />}
        </Section>
      )}
      {work.coming.length > 0 && (
        <Section id='coming' title='接下来' more='全部' onMore={() => open(routes.managed('coming'))}>
          {wide ? <EventTable id='coming' events={work.coming} /> : <ComingList events={work.coming} />}
        </Section>
      )}
      {!wide && (
        <Section title='做点什么'>
          <CellGroup>
            <Cell id='publish' icon='plus' title='发布活动' note='一分钟就好，写一半也会帮你存着' onPress={() => open(routes.publish())} />
            <Cell id='all-events' icon='list' title='全部活动' note='进行中、即将、待完结、过去' onPress={() => open(routes.managed())} />
          </CellGroup>
        </Section>
      )}
    </>
  )
}

function ToDos({ work }: { work: Workbench }) {
  const unclosed = [...work.running, ...work.toClose].some((event) => event.pendingCount > 0)
  const items = [
    { id: 'todo-close', count: work.toCloseCount, word: '待完结', tone: 'red', press: () => open(routes.managed('to_close')) },
    {
      id: 'todo-pending',
      count: work.pendingCount,
      word: '待确认补送',
      tone: 'gold',
      press: () => open(routes.managed(unclosed ? 'to_close' : 'past')),
    },
    { id: 'todo-claims', count: work.claimCount, word: '在路上', tone: 'ink', press: undefined },
  ]
  return (
    <View className='workbench__todos'>
      {items.map(({ id, count, word, tone, press }) => (
        <Card key={id} id={id} className='workbench__todo' onPress={press}>
          <View className={classes('workbench__count', count > 0 ? `workbench__count--${tone}` : 'workbench__count--none')}>{count}</View>
          <View className='workbench__word'>{word}</View>
        </Card>
      ))}
    </View>
  )
}

function RunningCard({ event, first }: { event: ManagedEvent; first: boolean }) {
  const at = now()
  const standing = standingOf(event, at)
  const over = waitsToClose(event, at)
  return (
    <Card id={`running-${event.id}`}>
      <View className='workbench__line'>
        <View className='workbench__title'>{event.title}</View>
        <Tag tone={standing.tone}>{standing.word}</Tag>
      </View>
      <View className='workbench__when'>{whenAndWhere(event, at)}</View>
      <Progress
        className='workbench__progress'
        value={event.arrivedCount}
        max={Math.max(event.enrolledCount, event.arrivedCount)}
        tone='green'
        label={arrivedText(event)}
      />
      <View className='workbench__line workbench__line--note'>
        <View>{arrivedText(event)}</View>
        {event.pendingCount > 0 && <View>补送 {event.pendingCount}</View>}
      </View>
      <View className='workbench__actions'>
        {over && (
          <Button id={`close-${event.id}`} size='s' kind={first ? 'primary' : 'plain'} onPress={() => open(routes.closing(event.id))}>
            完结
          </Button>
        )}
        <Button
          id={`open-screen-${event.id}`}
          size='s'
          kind={first && !over ? 'primary' : 'plain'}
          onPress={() => open(routes.screen(event.id))}
        >
          打开大屏
        </Button>
        <Button id={`door-${event.id}`} size='s' kind='plain' onPress={() => open(routes.door(event.id))}>
          名单
        </Button>
      </View>
    </Card>
  )
}

function CloseList({ events }: { events: readonly ManagedEvent[] }) {
  return (
    <CellGroup>
      {events.map((event) => (
        <Cell
          key={event.id}
          id={`to-close-${event.id}`}
          title={event.title}
          note={`${endedText(event, now())} · ${arrivedText(event)}${event.pendingCount > 0 ? ` · 补送 ${event.pendingCount}` : ''}`}
          tag={<Tag tone='red'>完结</Tag>}
          onPress={() => open(routes.closing(event.id))}
        />
      ))}
    </CellGroup>
  )
}

function ComingList({ events }: { events: readonly ManagedEvent[] }) {
  return (
    <CellGroup>
      {events.map((event) => (
        <Cell
          key={event.id}
          id={`coming-${event.id}`}
          lead={<DateTile at={event.startsAt} />}
          title={event.title}
          note={`${whenAndWhere(event, now())} · ${enrolledText(event)}`}
          onPress={() => open(routes.door(event.id))}
        />
      ))}
    </CellGroup>
  )
}

function EventTable({ id, events }: { id: 'to-close' | 'coming'; events: readonly ManagedEvent[] }) {
  const closing = id === 'to-close'
  const columns: TableColumn<ManagedEvent>[] = [
    { key: 'title', title: '活动', width: '2.4fr', render: (event) => <View className='workbench__title'>{event.title}</View> },
    { key: 'when', title: '时间', width: '2.6fr', render: (event) => whenAndWhere(event, now()) },
    {
      key: 'people',
      title: closing ? '到场' : '报名',
      width: '1.2fr',
      render: (event) => (closing ? arrivedText(event).slice(3) : enrolledText(event).slice(3)),
    },
    {
      key: 'state',
      title: '',
      width: '120px',
      align: 'end',
      render: (event) => <Tag tone={standingOf(event, now()).tone}>{standingOf(event, now()).word}</Tag>,
    },
  ]
  return (
    <Table
      id={`${id}-table`}
      label={closing ? '待完结的活动' : '接下来的活动'}
      columns={columns}
      rows={events}
      rowKey='id'
      onRow={(event) => open(closing ? routes.closing(event.id) : routes.door(event.id))}
    />
  )
}
