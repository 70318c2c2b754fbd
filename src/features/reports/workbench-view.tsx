import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { CaseList } from '@core/contract/cases'
import type { ManagedEvent } from '@core/contract/events'
import type { Workbench } from '@core/contract/reports'
import { WORDING } from '@core/contract/wording'
import { clockSentence } from '@core/rules/homes/clock-words'
import { dayName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { classes } from '@/components/classes'
import { DateTile } from '@/components/date-tile/date-tile'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
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
  /** Whether they are a secretary there, who reviews. */
  secretary: boolean
  choices: readonly { orgId: string; orgName: string }[]
  choose(orgId: string): void
}

export interface WorkbenchViewProps {
  org: WorkOrgChoice
  workbench: Query<Workbench>
  /** Who receives today (面对面), where somebody does. */
  receptions?: ReactNode
  /** How many cases wait for the organization; null: not known (yet). */
  cases?: CaseList['counts'] | null
}

/** 工作台: what waits first, then what goes on, what comes next, and the tools. */
export function WorkbenchView({ org, workbench: { data, state, error, reload }, receptions, cases = null }: WorkbenchViewProps) {
  const wide = useWide()
  return (
    <View className={classes('workbench', wide && 'workbench--wide')}>
      <Head org={org} wide={wide} />
      {data ? (
        <Work work={data} secretary={org.secretary} wide={wide} receptions={receptions} cases={cases} />
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

interface WorkProps extends Pick<WorkbenchViewProps, 'receptions'> {
  cases: CaseList['counts'] | null
  work: Workbench
  secretary: boolean
  wide: boolean
}

function Work({ work, secretary, wide, receptions, cases }: WorkProps) {
  const running = new Set(work.running.map((event) => event.id))
  const toClose = work.toClose.filter((event) => !running.has(event.id))
  const toDos = toDosOf(work, cases)
  const nothing = toDos.length + work.running.length === 0 && !receptions
  return (
    <>
      {work.unknownYear !== null && (
        <Notice id='unknown-year' tone='grey' icon='calendar' className='workbench__notice'>
          {work.unknownYear} 年的放假安排还没有，期限先按周一到周五算
        </Notice>
      )}
      {toDos.length > 0 && <ToDos items={toDos} />}
      {nothing && <Empty id='no-todos' text={WORDING.empty_todos} icon='leaf' />}
      {receptions}
      {work.objections.length > 0 && (
        <Section id='objections' title='异议待答复'>
          <ObjectionList objections={work.objections} />
        </Section>
      )}
      {work.clocks.length > 0 && (
        <Section id='clocks' title='快到期的' more='全部' onMore={() => open(routes.clocks())}>
          <ClockList clocks={work.clocks} />
        </Section>
      )}
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
      {!wide && <Tools secretary={secretary} cases={cases} />}
    </>
  )
}

/** The tools in the hand; on a desk they stand at the left of every page. */
function Tools({ secretary, cases }: Pick<WorkProps, 'secretary' | 'cases'>) {
  return (
    <Section title='做点什么'>
      <CellGroup>
        <Cell id='publish' icon='plus' title='发布活动' note='照上次的改一改，写一半也会帮你存着' onPress={() => open(routes.publish())} />
        <Cell id='all-events' icon='list' title='全部活动' note='进行中、即将、待完结、过去' onPress={() => open(routes.managed())} />
        {secretary && (
          <Cell id='review' icon='check' title='审核活动' note='下级送来的，看过才发布' onPress={() => open(routes.review())} />
        )}
        <Cell id='plan' icon='chat' title='面对面排班' note='哪天、谁接待、换班代班' onPress={() => open(routes.plan())} />
        <Cell id='hosting' icon='user' title='我的值班' note='接下来轮到我的、我的介绍' onPress={() => open(routes.hosting())} />
        <Cell id='casework' icon='text' title='诉求' note={caseWords(cases)} onPress={() => open(routes.casework())} />
        <Cell id='whistle' icon='bell' title='吹哨' note='一家办不了的，请几个组织一起办' onPress={() => open(routes.whistle())} />
        <Cell id='offers' icon='briefcase' title='点单目录' note='你们能帮什么，年轻人照着点' onPress={() => open(routes.offers())} />
        <Cell id='answers' icon='book' title='答案库' note='帮到过人的答复，看过再放出去' onPress={() => open(routes.answers())} />
        <Cell id='field-pack' icon='download' title='带走下乡包' note='没网也能用一天' onPress={() => open(routes.fieldPack())} />
        <Cell id='homes' icon='door' title='青年之家' note='开放时间、入驻组织、海报' onPress={() => open(routes.homesCare())} />
        <Cell id='all-clocks' icon='clock' title='定期要做的' note='学习社、交流日、调度会' onPress={() => open(routes.clocks())} />
        <Cell id='models' icon='medal' title='示范青年之家' note='授牌、摘牌都有依据、有记录' onPress={() => open(routes.modelHomes())} />
        <Cell id='cards' icon='qr' title='打印纸质卡' note='给没有手机的人' onPress={() => open(routes.cards())} />
        <Cell id='settings' icon='edit' title='设置' note='审核、活动类别' onPress={() => open(routes.settings())} />
      </CellGroup>
    </Section>
  )
}

/** What waits of the cases, in words. */
function caseWords(cases: CaseList['counts'] | null): string {
  if (cases === null || cases.toAccept + cases.working + cases.overdue + cases.joint === 0) return '写来的、转来的、请你们一起办的'
  const parts = [
    { count: cases.overdue, word: '逾期' },
    { count: cases.toAccept, word: '待受理' },
    { count: cases.working, word: '办理中' },
    { count: cases.joint, word: '协办' },
  ]
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => `${word} ${count}`)
    .join(' · ')
}

interface ToDo {
  id: string
  count: number
  word: string
  tone: 'red' | 'gold' | 'ink'
  press?: () => void
}

/** What waits, in the order in which it is to be done; what is nothing is not said. */
function toDosOf(work: Workbench, cases: CaseList['counts'] | null): ToDo[] {
  const unclosed = [...work.running, ...work.toClose].some((event) => event.pendingCount > 0)
  const overdue = work.clocks.some((clock) => clock.state === 'overdue')
  const items: ToDo[] = [
    { id: 'todo-overdue', count: cases?.overdue ?? 0, word: '诉求逾期', tone: 'red', press: () => open(routes.casework('overdue')) },
    { id: 'todo-accept', count: cases?.toAccept ?? 0, word: '诉求待受理', tone: 'red', press: () => open(routes.casework('to_accept')) },
    { id: 'todo-review', count: work.reviewCount, word: '待审核', tone: 'red', press: () => open(routes.review()) },
    {
      id: 'todo-pending',
      count: work.pendingCount,
      word: '待确认补送',
      tone: 'gold',
      press: () => open(routes.managed(unclosed ? 'to_close' : 'past')),
    },
    {
      id: 'todo-objections',
      count: work.objectionCount,
      word: '异议待答复',
      tone: 'red',
      press: () => open(work.objections[0] ? routes.closing(work.objections[0].eventId) : routes.managed('past')),
    },
    { id: 'todo-close', count: work.toCloseCount, word: '待完结', tone: 'red', press: () => open(routes.managed('to_close')) },
    { id: 'todo-clocks', count: work.clocks.length, word: '快到期', tone: overdue ? 'red' : 'gold', press: () => open(routes.clocks()) },
    { id: 'todo-claims', count: work.claimCount, word: '在路上', tone: 'ink' },
  ]
  return items.filter((item) => item.count > 0)
}

function ToDos({ items }: { items: readonly ToDo[] }) {
  return (
    <View className='workbench__todos'>
      {items.map(({ id, count, word, tone, press }) => (
        <Card key={id} id={id} className='workbench__todo' onPress={press}>
          <View className={classes('workbench__count', `workbench__count--${tone}`)}>{count}</View>
          <View className='workbench__word'>{word}</View>
        </Card>
      ))}
    </View>
  )
}

/** Objections to be answered, the soonest due first. Each leads to the closing that it is about. */
function ObjectionList({ objections }: { objections: Workbench['objections'] }) {
  return (
    <CellGroup>
      {objections.map(({ eventId, title, name, dueAt }) => (
        <Cell
          key={`${eventId} ${name}`}
          id={`objection-${eventId}`}
          title={`${name}：${title}`}
          note={`${dayName(dueAt, now())}前答复`}
          tag={dueAt < now() ? <Tag tone='red'>晚了</Tag> : undefined}
          onPress={() => open(routes.closing(eventId))}
        />
      ))}
    </CellGroup>
  )
}

/** What comes round again and is due; the most pressing first. */
function ClockList({ clocks }: { clocks: Workbench['clocks'] }) {
  return (
    <CellGroup>
      {clocks.slice(0, 3).map((clock) => (
        <Cell
          key={clock.id}
          id={`clock-${clock.id}`}
          title={clock.name}
          note={`${clock.homeName ?? clock.orgName} · ${clockSentence(clock, now())}`}
          tag={<Tag tone={clock.state === 'overdue' ? 'red' : 'gold'}>{clock.state === 'overdue' ? '晚了' : '快到了'}</Tag>}
          onPress={() => open(routes.clocks())}
        />
      ))}
    </CellGroup>
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
