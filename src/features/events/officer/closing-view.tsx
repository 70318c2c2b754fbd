import { useState, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { Afterwards, Closing } from '@core/contract/events'
import { spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { classes } from '@/components/classes'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Icon } from '@/components/icon/icon'
import { Notice } from '@/components/notice/notice'
import { Pressable } from '@/components/pressable/pressable'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import type { Query } from '@/sync/use-query'
import { Objections } from './afterwards-objections'
import { AfterwardsView } from './afterwards-view'
import { CloseButton, ConfirmAll, ConfirmChoice, LeaveChoice, LeftAll, Overrun, type OneProps } from './closing-choices'
import { ClosingEvidence } from './closing-evidence'
import { GROUP_ORDER, GROUPS, SHOWN } from './closing-groups'
import {
  destination,
  headline,
  pendingSplit,
  presenceText,
  recordedText,
  remarks,
  subline,
  type GroupKey,
  type PlannedLine,
} from './closing-lines'
import { ClosingTable } from './closing-table'
import { SettledMark } from './settled-mark'
import { useClosing, type ClosingWork } from './use-closing'
import './closing-view.css'

export interface ClosingViewProps {
  closing: Query<Closing>
  /** What comes after closing; asked once the event is closed. */
  afterwards: Query<Afterwards>
  /** The officer who closes; their own line goes to somebody else. */
  closerId: string
}

/** 完结: shows first what it will post, then does it; afterwards, what is left to answer and to tell. */
export function ClosingView({ closing, afterwards, closerId }: ClosingViewProps) {
  const wide = useWide()
  const work = useClosing(closing, closerId)
  if (!work && closing.state === 'failed') return <ErrorState error={closing.error} onRetry={() => void closing.reload()} />
  if (!work) return <Skeleton rows={6} />
  if (work.closing.event.status === 'cancelled') return <Empty id='closing-cancelled' icon='calendar' text='这场活动取消了，不用完结' />
  return wide ? <Desk work={work} afterwards={afterwards} /> : <Hand work={work} afterwards={afterwards} />
}

interface LayoutProps {
  work: ClosingWork
  afterwards: Query<Afterwards>
}

/** In the hand: groups one under another, what waits for the officer first. */
function Hand({ work, afterwards }: LayoutProps) {
  return (
    <View className='closing'>
      <Head closing={work.closing} />
      <Sum work={work} />
      <ToAnswer work={work} afterwards={afterwards} />
      <Pending work={work} />
      <NoSignOut work={work} />
      <Group work={work} group='own' />
      <Group work={work} group='held' />
      <Group work={work} group='second_approver' />
      <ClosingEvidence eventId={work.closing.event.id} lines={work.lines} />
      <Group work={work} group='posts' />
      <Group work={work} group='none' />
      <Absent closing={work.closing} />
      <Overrun work={work} />
      <After work={work} afterwards={afterwards} />
      <Dock>
        <CloseButton work={work} />
      </Dock>
    </View>
  )
}

/** On a desk: one table with filters, and what it comes to at its right. */
function Desk({ work, afterwards }: LayoutProps) {
  const [filter, setFilter] = useState<GroupKey | 'all'>('all')
  const { closing, lines } = work
  const { clean } = pendingSplit(lines)
  const groups = GROUP_ORDER.map((key) => ({ key, lines: lines.filter((one) => one.group === key) })).filter(
    (group) => group.lines.length > 0,
  )
  const filters = [
    { key: 'all' as const, label: '全部', count: lines.length },
    ...groups.map((group) => ({ key: group.key, label: GROUPS[group.key].title, count: group.lines.length })),
  ]
  return (
    <View className='closing closing--wide'>
      <View className='closing__main'>
        <Head closing={closing} />
        <ToAnswer work={work} afterwards={afterwards} />
        <Segments id='closing' items={filters} value={filter} onChange={setFilter} label='看哪些人' />
        <ConfirmAll work={work} clean={clean} />
        <LeftAll work={work} open={lines.filter((one) => one.group === 'no_sign_out')} />
        {lines.length > 0 ? (
          <ClosingTable
            work={work}
            lines={groups.filter(({ key }) => filter === 'all' || key === filter).flatMap((group) => group.lines)}
          />
        ) : (
          <Empty id='closing-nobody' icon='people' text='没有人签到' />
        )}
        <Absent closing={closing} />
        <After work={work} afterwards={afterwards} />
      </View>
      <View className='closing__aside'>
        <Sum work={work} />
        <ClosingEvidence eventId={closing.event.id} lines={lines} />
        <Overrun work={work} />
        <CloseButton work={work} />
      </View>
    </View>
  )
}

/** Objections: with a day on which they are due, they come before everything that has time. */
function ToAnswer({ work: { closing }, afterwards }: LayoutProps) {
  if (closing.closedAt === null || !afterwards.data) return null
  return (
    <Objections
      eventId={closing.event.id}
      objections={afterwards.data.objections}
      givesHours={closing.event.givesHours}
      onAnswered={() => void afterwards.reload()}
    />
  )
}

function After({ work: { closing }, afterwards }: LayoutProps) {
  return closing.closedAt === null ? null : <AfterwardsView event={closing.event} afterwards={afterwards} />
}

function Head({ closing: { event } }: { closing: Closing }) {
  return (
    <View className='closing__event'>
      <View className='closing__title'>{event.title}</View>
      <View className='closing__when'>
        {spanName(event.startsAt, event.endsAt, now())} · {event.homeName}
      </View>
    </View>
  )
}

function Sum({ work: { closing, lines, advice } }: { work: ClosingWork }) {
  const under = subline(lines)
  return (
    <>
      <Card tone={closing.closedAt === null ? 'plain' : 'green'}>
        <View id='closing-headline' className='closing__headline'>
          {headline(closing, lines)}
        </View>
        {under && (
          <View id='closing-subline' className='closing__subline'>
            {under}
          </View>
        )}
      </Card>
      {advice && (
        <Notice id='closing-advice' tone={advice.blocked ? 'grey' : 'gold'} icon='clock'>
          {advice.text}
        </Notice>
      )}
    </>
  )
}

/** A group's card: its name and number, what can be done with all of it, and its lines. */
function GroupCard({ group, count, all, children }: { group: GroupKey; count: number; all?: ReactNode; children?: ReactNode }) {
  const { title, note, tone } = GROUPS[group]
  return (
    <Card id={`closing-${group}`}>
      <View className='closing__head'>
        <View className='closing__name'>{title}</View>
        <Tag tone={tone}>{count} 人</Tag>
      </View>
      <View className='closing__note'>{note}</View>
      {all && <View className='closing__all'>{all}</View>}
      {children}
    </Card>
  )
}

function Pending({ work }: { work: ClosingWork }) {
  const { clean, unusual } = pendingSplit(work.lines)
  if (clean.length + unusual.length === 0) return null
  const line = (one: PlannedLine) => (
    <PersonLine key={one.line.personId} work={work} one={one}>
      <ConfirmChoice work={work} one={one} />
    </PersonLine>
  )
  return (
    <GroupCard group='pending' count={clean.length + unusual.length} all={clean.length > 0 && <ConfirmAll work={work} clean={clean} />}>
      {unusual.length > 0 && <View className='closing__lead'>有异常 {unusual.length} 人，一个一个看</View>}
      <Lines lines={unusual} render={line} />
      {clean.length > 0 && (
        <Fold id='closing-clean' label={`无异常的 ${clean.length} 人`}>
          <Lines lines={clean} render={line} />
        </Fold>
      )}
    </GroupCard>
  )
}

function NoSignOut({ work }: { work: ClosingWork }) {
  const open = work.lines.filter((one) => one.group === 'no_sign_out')
  if (open.length === 0) return null
  return (
    <GroupCard group='no_sign_out' count={open.length} all={<LeftAll work={work} open={open} />}>
      <Lines
        lines={open}
        render={(one) => (
          <PersonLine key={one.line.personId} work={work} one={one}>
            <LeaveChoice work={work} one={one} />
          </PersonLine>
        )}
      />
    </GroupCard>
  )
}

function Group({ work, group }: { work: ClosingWork; group: GroupKey }) {
  const lines = work.lines.filter((one) => one.group === group)
  if (lines.length === 0) return null
  const list = <Lines lines={lines} render={(one) => <PersonLine key={one.line.personId} work={work} one={one} />} />
  return (
    <GroupCard group={group} count={lines.length}>
      {group === 'own' || group === 'held' || lines.length <= 3 ? (
        list
      ) : (
        <Fold id={`closing-${group}-lines`} label='看名单'>
          {list}
        </Fold>
      )}
    </GroupCard>
  )
}

function PersonLine({ work, one, children }: OneProps & { children?: ReactNode }) {
  const words = remarks(one)
  return (
    <View id={`line-${one.line.personId}`} className='closing__line'>
      <View className='closing__person'>
        <View className='closing__who'>
          {one.line.name}
          <SettledMark one={one} />
        </View>
        <View className='closing__presence'>
          {[presenceText(work.closing, one), recordedText(one), destination(one)].filter(Boolean).join(' · ')}
        </View>
        {words.length > 0 && <View className='closing__remarks'>{words.join('；')}</View>}
      </View>
      {children && <View className='closing__choice'>{children}</View>}
    </View>
  )
}

function Lines({ lines, render }: { lines: readonly PlannedLine[]; render(line: PlannedLine): ReactNode }) {
  const [shown, setShown] = useState(SHOWN)
  return (
    <>
      {lines.slice(0, shown).map(render)}
      {lines.length > shown && (
        <Button kind='quiet' size='s' className='closing__rest' onPress={() => setShown(shown + SHOWN)}>
          再看 {Math.min(SHOWN, lines.length - shown)} 人
        </Button>
      )}
    </>
  )
}

function Fold({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <View className='closing__folded'>
      <Pressable id={id} className='closing__fold' onPress={() => setOpen(!open)}>
        {open ? '收起' : label}
        <Icon name='chevron' size={14} className={classes('closing__arrow', open && 'closing__arrow--open')} />
      </Pressable>
      {open && children}
    </View>
  )
}

function Absent({ closing }: { closing: Closing }) {
  if (closing.absent.length === 0) return null
  const names = closing.absent.slice(0, SHOWN).map((person) => person.name)
  return (
    <Card id='closing-absent'>
      <View className='closing__head'>
        <View className='closing__name'>没来</View>
        <Tag tone='grey'>{closing.absent.length} 人</Tag>
      </View>
      <View className='closing__note'>{closing.closedAt === null ? '完结时记为缺席；请了假的不算' : '记为缺席'}</View>
      <View className='closing__absent'>
        {names.join('、')}
        {closing.absent.length > SHOWN && ` 等 ${closing.absent.length} 人`}
      </View>
    </Card>
  )
}
