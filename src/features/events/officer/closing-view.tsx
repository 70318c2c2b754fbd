import { useState, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { Closing } from '@core/contract/events'
import { clockOf, spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { classes } from '@/components/classes'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { Icon } from '@/components/icon/icon'
import { Notice } from '@/components/notice/notice'
import { Pressable } from '@/components/pressable/pressable'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Stepper } from '@/components/stepper/stepper'
import { Table, type TableColumn } from '@/components/table/table'
import { Tag } from '@/components/tag/tag'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { toast } from '@/platform/navigation'
import type { Query } from '@/sync/use-query'
import {
  destination,
  headline,
  needsLeaving,
  OVERRUN_MAX,
  pendingSplit,
  presenceText,
  remarks,
  subline,
  suggestionFor,
  withConfirmed,
  withLeft,
  withLeftAll,
  leavingAt,
  type GroupKey,
  type PlannedLine,
} from './closing-lines'
import { LeavePicker } from './leave-picker'
import { useClosing, type ClosingWork } from './use-closing'
import './closing-view.css'

/** A group is drawn in parts: a hall of 3,000 would stop a phone. */
const SHOWN = 60
const OVERRUN_STEP = 15

const GROUPS: Record<GroupKey, { title: string; note: string; tone: 'gold' | 'green' | 'blue' | 'grey' }> = {
  pending: { title: '补送', note: '没网时扫的码，你确认了才算', tone: 'gold' },
  no_sign_out: { title: '没有签退', note: '填上离开时间；时长要另一位同事再看', tone: 'gold' },
  held: { title: '要看一眼', note: '先存着，不影响别人入账', tone: 'blue' },
  second_approver: { title: '等第二人', note: '时长要另一位同事确认', tone: 'blue' },
  posts: { title: '直接入账', note: '扫码签到、签退，时间清楚', tone: 'green' },
  none: { title: '不记', note: '到场太短，或这场不记时长学分', tone: 'grey' },
}
const ORDER: readonly GroupKey[] = ['pending', 'no_sign_out', 'held', 'second_approver', 'posts', 'none']

export interface ClosingViewProps {
  closing: Query<Closing>
  /** The officer who closes; their own line goes to somebody else. */
  closerId: string
}

/** 完结: shows first what it will post, then does it. */
export function ClosingView({ closing, closerId }: ClosingViewProps) {
  const wide = useWide()
  const work = useClosing(closing, closerId)
  if (!work)
    return closing.state === 'failed' ? <ErrorState error={closing.error} onRetry={() => void closing.reload()} /> : <Skeleton rows={6} />
  if (work.closing.event.status === 'cancelled') return <Empty icon='calendar' text='这场活动取消了，不用完结' />
  return wide ? <Desk work={work} /> : <Hand work={work} />
}

function Hand({ work }: { work: ClosingWork }) {
  return (
    <View className='closing'>
      <Summary work={work} />
      <Pending work={work} />
      <NoSignOut work={work} />
      {ORDER.slice(2).map((group) => (
        <Group key={group} work={work} group={group} />
      ))}
      <Absent closing={work.closing} />
      <Overrun work={work} />
      <Dock>
        <CloseButton work={work} />
      </Dock>
    </View>
  )
}

function Summary({ work: { closing, lines, advice } }: { work: ClosingWork }) {
  const under = subline(lines)
  return (
    <View className='closing__summary'>
      <View className='closing__event'>{closing.event.title}</View>
      <View className='closing__when'>
        {spanName(closing.event.startsAt, closing.event.endsAt, now())} · {closing.event.homeName}
      </View>
      <Card tone={closing.closedAt === null ? 'plain' : 'green'} className='closing__sum'>
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
    </View>
  )
}

function CloseButton({ work: { closing, mayClose, busy, button, wrong, close } }: { work: ClosingWork }) {
  return (
    <>
      {wrong && (
        <View id='closing-error' className='closing__wrong'>
          {wrong}
        </View>
      )}
      <Button id='close-submit' busy={busy} disabled={!mayClose} onPress={() => void close()}>
        {mayClose || closing.closedAt === null ? button : '已完结'}
      </Button>
    </>
  )
}

/** A group's card: its name and number, what can be done with all of it, and its lines. */
function GroupCard({ group, count, action, children }: { group: GroupKey; count: number; action?: ReactNode; children?: ReactNode }) {
  const { title, note, tone } = GROUPS[group]
  return (
    <Card id={`closing-${group}`} className='closing__group'>
      <View className='closing__head'>
        <View className='closing__name'>{title}</View>
        <Tag tone={tone}>{count} 人</Tag>
      </View>
      <View className='closing__note'>{note}</View>
      {action}
      {children}
    </Card>
  )
}

/** Delayed scans: one tap for all that are enrolled and show nothing unusual, the others one by one. */
function Pending({ work }: { work: ClosingWork }) {
  const { clean, unusual } = pendingSplit(work.lines)
  if (clean.length + unusual.length === 0) return null
  return (
    <GroupCard group='pending' count={clean.length + unusual.length} action={<ConfirmAll work={work} clean={clean} />}>
      {unusual.length > 0 && <View className='closing__lead'>有异常 {unusual.length} 人，一个一个看</View>}
      <Lines lines={unusual} render={(line) => <PendingLine key={line.line.personId} work={work} one={line} />} />
      {clean.length > 0 && (
        <Fold id='closing-clean' label={`无异常的 ${clean.length} 人`}>
          <Lines lines={clean} render={(line) => <PendingLine key={line.line.personId} work={work} one={line} />} />
        </Fold>
      )}
    </GroupCard>
  )
}

function ConfirmAll({ work, clean }: { work: ClosingWork; clean: readonly PlannedLine[] }) {
  if (clean.length === 0) return null
  const { closing, choices, set } = work
  const all = clean.every((one) => one.confirmed)
  const ids = clean.map((one) => one.line.personId)
  return (
    <View className='closing__all'>
      <View className='closing__all-text'>
        已报名、无异常 {clean.length} 人{all && '，已选中'}
      </View>
      <Button
        id='closing-confirm-all'
        size='s'
        kind='plain'
        icon={all ? 'check' : undefined}
        onPress={() => set(withConfirmed(closing, choices, ids, !all, now()))}
      >
        {all ? '撤回' : '一并确认'}
      </Button>
    </View>
  )
}

function PendingLine({ work, one }: { work: ClosingWork; one: PlannedLine }) {
  const { closing, choices, set } = work
  const { personId } = one.line
  return (
    <PersonLine work={work} one={one}>
      {one.confirmed && needsLeaving(closing, one.line) && <LeaveChoice work={work} one={one} />}
      <Button
        id={`confirm-${personId}`}
        size='s'
        kind='plain'
        icon={one.confirmed ? 'check' : undefined}
        label={`${one.confirmed ? '撤回' : '确认'}${one.line.name}`}
        onPress={() => set(withConfirmed(closing, choices, [personId], !one.confirmed, now()))}
      >
        {one.confirmed ? '撤回' : '确认'}
      </Button>
    </PersonLine>
  )
}

/** People without a sign-out: the planned end or their own word is filled in; together or one by one. */
function NoSignOut({ work }: { work: ClosingWork }) {
  const { closing, choices, set, lines } = work
  const open = lines.filter((one) => one.group === 'no_sign_out')
  if (open.length === 0) return null
  const all = open.every((one) => one.leftAt !== null)
  return (
    <GroupCard
      group='no_sign_out'
      count={open.length}
      action={
        <View className='closing__all'>
          <View className='closing__all-text'>
            {all ? '离开时间都填好了' : `按 ${clockOf(suggestionFor(closing, choices, open[0]!.line, now()))} 或他们自己说的时间填上`}
          </View>
          <Button
            id='closing-left-all'
            size='s'
            kind='plain'
            icon={all ? 'check' : undefined}
            onPress={() => set(withLeftAll(closing, choices, !all, now()))}
          >
            {all ? '撤回' : '一并填上'}
          </Button>
        </View>
      }
    >
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

/** One person's time of leaving: filled in, changed by the phone's own picker, or taken back. */
function LeaveChoice({ work, one }: { work: ClosingWork; one: PlannedLine }) {
  const { closing, choices, set } = work
  const { personId, name } = one.line
  const shown = one.leftAt ?? suggestionFor(closing, choices, one.line, now())
  return (
    <LeavePicker
      id={`left-${personId}`}
      name={name}
      clock={clockOf(shown)}
      chosen={one.leftAt !== null}
      onChoose={(clock) => {
        const at = leavingAt(closing, choices, one.line, clock, now())
        if (at === null) toast('离开时间要在签到之后、现在之前')
        else set(withLeft(choices, personId, at))
      }}
    />
  )
}

function Group({ work, group }: { work: ClosingWork; group: GroupKey }) {
  const lines = work.lines.filter((one) => one.group === group)
  if (lines.length === 0) return null
  const list = <Lines lines={lines} render={(one) => <PersonLine key={one.line.personId} work={work} one={one} />} />
  return (
    <GroupCard group={group} count={lines.length}>
      {group === 'held' || lines.length <= 5 ? (
        list
      ) : (
        <Fold id={`closing-${group}-lines`} label='看名单'>
          {list}
        </Fold>
      )}
    </GroupCard>
  )
}

function PersonLine({ work, one, children }: { work: ClosingWork; one: PlannedLine; children?: ReactNode }) {
  const words = remarks(one)
  return (
    <View id={`line-${one.line.personId}`} className='closing__line'>
      <View className='closing__person'>
        <View className='closing__who'>
          {one.line.name}
          {one.line.settled && (
            <View className='closing__settled'>{one.hours === 'posts' || one.credits === 'posts' ? '已入账' : '在路上'}</View>
          )}
        </View>
        <View className='closing__presence'>
          {presenceText(work.closing, one)} · {destination(one)}
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
    <View>
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
  return (
    <Card id='closing-absent' className='closing__group'>
      <View className='closing__head'>
        <View className='closing__name'>没来</View>
        <Tag tone='grey'>{closing.absent.length} 人</Tag>
      </View>
      <View className='closing__note'>{closing.closedAt === null ? '完结时记为缺席；请了假的不算' : '记为缺席'}</View>
      <View className='closing__absent'>
        {closing.absent
          .slice(0, SHOWN)
          .map((person) => person.name)
          .join('、')}
        {closing.absent.length > SHOWN && ` 等 ${closing.absent.length} 人`}
      </View>
    </Card>
  )
}

/** An overrun belongs to the first closing: it lengthens what counts, with a reason. */
function Overrun({ work: { closing, choices, set } }: { work: ClosingWork }) {
  const [open, setOpen] = useState(choices.overrunMinutes > 0)
  if (closing.closedAt !== null || !closing.signOut) return null
  return (
    <Card className='closing__group'>
      <Pressable id='closing-overrun' className='closing__fold closing__fold--head' onPress={() => setOpen(!open)}>
        <View className='closing__name'>活动延长了？</View>
        <View className='closing__fold-note'>{choices.overrunMinutes > 0 ? `延长 ${choices.overrunMinutes} 分钟` : ''}</View>
        <Icon name='chevron' size={14} className={classes('closing__arrow', open && 'closing__arrow--open')} />
      </Pressable>
      {open && (
        <View className='closing__overrun'>
          <Stepper
            id='overrun-minutes'
            label='延长'
            unit=' 分钟'
            value={choices.overrunMinutes}
            min={0}
            max={OVERRUN_MAX}
            step={OVERRUN_STEP}
            onChange={(overrunMinutes) => set({ ...choices, overrunMinutes })}
          />
          {choices.overrunMinutes > 0 && (
            <Field label='为什么延长' hint='会留在记录里'>
              <TextInput
                id='overrun-reason'
                value={choices.overrunReason}
                maxLength={200}
                placeholder='比如：雨后路滑，返程晚了'
                onChange={(overrunReason) => set({ ...choices, overrunReason })}
              />
            </Field>
          )}
        </View>
      )}
    </Card>
  )
}

/** The same on a desk: one table with filters, what it comes to at its right. */
function Desk({ work }: { work: ClosingWork }) {
  const { closing, choices, set, lines } = work
  const [filter, setFilter] = useState<GroupKey | 'all'>('all')
  const { clean, unusual } = pendingSplit(lines)
  const open = lines.filter((one) => one.group === 'no_sign_out')
  const allLeft = open.every((one) => one.leftAt !== null)
  const groups = ORDER.filter((group) => lines.some((one) => one.group === group))
  const filters = [
    { key: 'all' as const, label: '全部', count: lines.length },
    ...groups.map((group) => ({ key: group, label: GROUPS[group].title, count: lines.filter((one) => one.group === group).length })),
  ]
  const sorted = groups.flatMap((group) => lines.filter((one) => one.group === group))
  return (
    <View className='closing closing--wide'>
      <View className='closing__main'>
        <View className='closing__bulk'>
          <Segments id='closing' className='closing__filters' items={filters} value={filter} onChange={setFilter} label='看哪些人' />
          {clean.length > 0 && <ConfirmAll work={work} clean={clean} />}
          {unusual.length > 0 && <View className='closing__lead'>补送里有异常 {unusual.length} 人，一个一个看</View>}
          {open.length > 0 && (
            <View className='closing__all'>
              <View className='closing__all-text'>没有签退 {open.length} 人</View>
              <Button
                id='closing-left-all'
                size='s'
                kind='plain'
                icon={allLeft ? 'check' : undefined}
                onPress={() => set(withLeftAll(closing, choices, !allLeft, now()))}
              >
                {allLeft ? '撤回' : '一并填上离开时间'}
              </Button>
            </View>
          )}
        </View>
        <DeskTable work={work} lines={sorted.filter((one) => filter === 'all' || one.group === filter)} />
        <Absent closing={closing} />
      </View>
      <View className='closing__aside'>
        <Summary work={work} />
        <Overrun work={work} />
        <CloseButton work={work} />
      </View>
    </View>
  )
}

function DeskTable({ work, lines }: { work: ClosingWork; lines: readonly PlannedLine[] }) {
  const [shown, setShown] = useState(SHOWN)
  const columns: TableColumn<PlannedLine>[] = [
    {
      key: 'name',
      title: '姓名',
      width: '1fr',
      render: ({ line }) => (
        <>
          <View className='closing__who'>{line.name}</View>
          {line.settled && <View className='closing__settled'>记过了</View>}
        </>
      ),
    },
    { key: 'presence', title: '在场', width: '1.5fr', render: (one) => presenceText(work.closing, one) },
    { key: 'to', title: '记入', width: '1.7fr', render: destination },
    {
      key: 'group',
      title: '去向',
      width: '1.9fr',
      render: (one) => (
        <>
          <Tag tone={GROUPS[one.group].tone}>{GROUPS[one.group].title}</Tag>
          {remarks(one).map((word) => (
            <View key={word} className='closing__remarks'>
              {word}
            </View>
          ))}
        </>
      ),
    },
    {
      key: 'choice',
      title: '',
      width: '190px',
      align: 'end',
      render: (one) => <DeskChoice work={work} one={one} />,
    },
  ]
  return (
    <>
      <Table
        id='line'
        label='完结明细'
        columns={columns}
        rows={lines.slice(0, shown)}
        rowKey={(one) => one.line.personId}
        tone={(one) => (one.group === 'pending' || one.group === 'no_sign_out' ? 'gold' : undefined)}
      />
      {lines.length > shown && (
        <Button kind='quiet' size='s' className='closing__rest' onPress={() => setShown(shown + SHOWN)}>
          再看 {Math.min(SHOWN, lines.length - shown)} 人
        </Button>
      )}
    </>
  )
}

function DeskChoice({ work, one }: { work: ClosingWork; one: PlannedLine }) {
  const { closing, choices, set } = work
  if (one.group === 'no_sign_out') return <LeaveChoice work={work} one={one} />
  if (one.group !== 'pending') return null
  return (
    <View className='closing__choice'>
      {one.confirmed && needsLeaving(closing, one.line) && <LeaveChoice work={work} one={one} />}
      <Button
        id={`confirm-${one.line.personId}`}
        size='s'
        kind='plain'
        icon={one.confirmed ? 'check' : undefined}
        label={`${one.confirmed ? '撤回' : '确认'}${one.line.name}`}
        onPress={() => set(withConfirmed(closing, choices, [one.line.personId], !one.confirmed, now()))}
      >
        {one.confirmed ? '撤回' : '确认'}
      </Button>
    </View>
  )
}
