import { View } from '@tarojs/components'
import type { Plan, PlannedSession, Rota } from '@core/contract/sessions'
import type { OutputOf } from '@core/contract/procedures'
import { errorSentence } from '@core/contract/wording'
import { clockOf, dayName, dayStart, spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { classes } from '@/components/classes'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Table, type TableColumn } from '@/components/table/table'
import { Tag } from '@/components/tag/tag'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Query } from '@/sync/use-query'
import { bookedWords, marksOf, rhythmName, rotaSentence } from './duty-words'
import { planRows, waysOf, WAY_NAMES, type Planner, type PlanRow } from './plan-rows'
import { PlanSheets } from './plan-sheets'
import { usePlan, type PlanWork } from './use-plan'
import './plan-view.css'

export interface PlanViewProps {
  planner: Planner
  plan: Query<Plan>
  rotas: Query<OutputOf<'sessions.rotas'>>
}

/** 面对面排班: who receives in the next eight weeks, and the weekly patterns that say so. */
export function PlanView({ planner, plan, rotas }: PlanViewProps) {
  const wide = useWide()
  const work = usePlan(plan.reload)
  const error = plan.error ?? rotas.error
  const reload = () => Promise.all([plan.reload(), rotas.reload()])
  if (!plan.data || !rotas.data) {
    const failed = plan.state === 'failed' || rotas.state === 'failed'
    return failed ? <ErrorState error={error} onRetry={() => void reload()} /> : <Skeleton rows={5} />
  }
  const rows = planRows(plan.data, rotas.data.items)
  const patterns = rotas.data.items
  const add = (
    <Button id='rota-new' size={wide ? 's' : 'l'} icon='plus' onPress={() => open(routes.rota())}>
      新建排班
    </Button>
  )
  return (
    <View className='plan'>
      {wide && (
        <View className='plan__head'>
          <View className='plan__title'>面对面排班</View>
          {add}
        </View>
      )}
      {plan.data.unknownYear !== null && (
        <Notice id='unknown-year' tone='grey' icon='calendar'>
          {plan.data.unknownYear} 年的放假安排还没有。有了以后，放假那天的场次要再看一眼
        </Notice>
      )}
      {work.problem && work.step === null && (
        <Notice id='plan-problem' tone='red' icon='alert' action='知道了' onAction={work.forget}>
          {errorSentence(work.problem.code, work.problem.params)}
        </Notice>
      )}
      {patterns.length === 0 && rows.length === 0 ? (
        <Empty id='no-rotas' icon='chat' text='排一次，每周自动有：哪天、几点、谁轮流接待。放假会自己跳过' />
      ) : (
        <>
          <Section title='接下来八周'>
            {rows.length === 0 ? (
              <Empty id='no-sessions' icon='calendar' text='八周里还没有场次，看看排班从哪天开始' />
            ) : wide ? (
              <PlanTable rows={rows} planner={planner} work={work} />
            ) : (
              <PlanList rows={rows} planner={planner} work={work} />
            )}
          </Section>
          <Section title='每周怎么排'>
            <RotaList rotas={patterns} />
          </Section>
        </>
      )}
      {!wide && <Dock>{add}</Dock>}
      <PlanSheets items={plan.data.items} work={work} />
    </View>
  )
}

interface RowsProps {
  rows: readonly PlanRow[]
  planner: Planner
  work: PlanWork
}

function Marks({ session }: { session: PlannedSession }) {
  return (
    <View className='plan__marks'>
      {marksOf(session, now()).map(({ word, tone }) => (
        <Tag key={word} tone={tone}>
          {word}
        </Tag>
      ))}
    </View>
  )
}

/** `林书记`, of a substitute and of oneself with a word about it. */
function hostWords({ host }: PlannedSession, { personId }: Planner): string {
  return host.id === personId ? `${host.name}（我）` : host.name
}

function noteOf(session: PlannedSession): string {
  return session.cancelReason === null ? bookedWords(session) : session.cancelReason
}

/** The pattern that a holiday interrupts, where it is known. */
function skippedWords({ rota }: Extract<PlanRow, { kind: 'skipped' }>): string {
  return rota ? `${rhythmName(rota)} · ${rota.homeName}` : ''
}

function PlanList({ rows, planner, work }: RowsProps) {
  return (
    <CellGroup>
      {rows.map((row) => {
        const day = dayName(dayStart(row.day), now())
        if (row.kind === 'skipped') {
          return (
            <Cell
              key={row.key}
              id={`skipped-${row.key}`}
              className='plan__skipped'
              title={day}
              note={skippedWords(row)}
              tag={<Tag tone='grey'>{row.holiday}，停</Tag>}
            />
          )
        }
        const { session } = row
        const ways = waysOf(session, planner, now())
        return (
          <Cell
            key={row.key}
            id={`session-${session.id}`}
            className={classes(session.cancelReason !== null && 'plan__skipped')}
            title={`${day} ${clockOf(session.startsAt)}`}
            note={
              <>
                <View>
                  {hostWords(session, planner)} · {session.homeName}
                </View>
                <View>{noteOf(session)}</View>
                <DayQuestion session={session} work={work} />
              </>
            }
            tag={<Marks session={session} />}
            onPress={ways.length === 0 ? undefined : () => void work.chooseWay(session, ways)}
          />
        )
      })}
    </CellGroup>
  )
}

/** Whether its day is not what it was planned for: worked for a holiday, or a holiday itself. It is held, unless somebody says otherwise. */
function isInQuestion({ makeUpDay, holiday, byHand, cancelReason, startsAt }: PlannedSession): boolean {
  return (makeUpDay || holiday !== null) && !byHand && cancelReason === null && now() < startsAt
}

/** 「改期？」 */
function DayQuestion({ session, work }: { session: PlannedSession; work: PlanWork }) {
  if (!isInQuestion(session)) return null
  return (
    <Button id={`make-up-${session.id}`} className='plan__ask' kind='plain' size='s' onPress={() => work.take(session, 'move')}>
      {session.holiday === null ? '这天补班，改期？' : '这天放假，改期？'}
    </Button>
  )
}

function PlanTable({ rows, planner, work }: RowsProps) {
  const columns: TableColumn<PlanRow>[] = [
    {
      key: 'when',
      title: '时间',
      width: '240px',
      render: (row) =>
        row.kind === 'skipped' ? dayName(dayStart(row.day), now()) : spanName(row.session.startsAt, row.session.endsAt, now()),
    },
    {
      key: 'where',
      title: '在哪',
      width: '1.1fr',
      render: (row) => (row.kind === 'skipped' ? (row.rota?.homeName ?? '') : row.session.homeName),
    },
    {
      key: 'host',
      title: '谁接待',
      render: (row) => (row.kind === 'skipped' ? '—' : hostWords(row.session, planner)),
    },
    { key: 'booked', title: '预约', width: '1.2fr', render: (row) => (row.kind === 'skipped' ? '' : noteOf(row.session)) },
    {
      key: 'state',
      title: '',
      width: '130px',
      render: (row) => (row.kind === 'skipped' ? <Tag tone='grey'>{row.holiday}，停</Tag> : <Marks session={row.session} />),
    },
    {
      key: 'ways',
      title: '',
      width: '236px',
      align: 'end',
      render: (row) => row.kind === 'session' && <RowWays session={row.session} planner={planner} work={work} />,
    },
  ]
  return (
    <Table
      id='plan-row'
      label='接下来八周'
      columns={columns}
      rows={rows}
      rowKey='key'
      tone={(row) => (row.kind === 'session' && isInQuestion(row.session) ? 'gold' : undefined)}
    />
  )
}

function RowWays({ session, planner, work }: { session: PlannedSession; planner: Planner; work: PlanWork }) {
  const ways = waysOf(session, planner, now())
  if (ways.length === 0) return null
  const first = isInQuestion(session) && ways.includes('move') ? 'move' : ways.includes('take_over') ? 'take_over' : ways[0]!
  const rest = ways.filter((way) => way !== first)
  return (
    <View className='plan__ways'>
      <Button
        id={`${first}-${session.id}`}
        kind='plain'
        size='s'
        disabled={work.busy}
        label={`${dayName(session.startsAt, now())} ${WAY_NAMES[first]}`}
        onPress={() => work.take(session, first)}
      >
        {first === 'move' ? '改期？' : WAY_NAMES[first]}
      </Button>
      {rest.length > 0 && (
        <Button
          id={`more-${session.id}`}
          kind='quiet'
          size='s'
          disabled={work.busy}
          label={`${dayName(session.startsAt, now())} 更多`}
          onPress={() => void work.chooseWay(session, rest)}
        >
          更多
        </Button>
      )}
    </View>
  )
}

function RotaList({ rotas }: { rotas: readonly Rota[] }) {
  if (rotas.length === 0) return <Empty id='no-rotas' icon='chat' text='没有在排的班了，新建一个就接着有' />
  return (
    <CellGroup>
      {rotas.map((rota) => (
        <Cell
          key={rota.id}
          id={`rota-${rota.id}`}
          title={`${rhythmName(rota)} · ${rota.homeName}`}
          note={rotaSentence(
            rota,
            rota.hosts.map(({ name }) => name),
          )}
          onPress={() => open(routes.rota(rota.id))}
        />
      ))}
    </CellGroup>
  )
}
