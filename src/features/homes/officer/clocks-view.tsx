import { useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import type { Clock, Home, OrgChoice } from '@core/contract/homes'
import type { OutputOf } from '@core/contract/procedures'
import { errorSentence } from '@core/contract/wording'
import { clockSentence } from '@core/rules/homes/clock-words'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Table, type TableColumn } from '@/components/table/table'
import { Tag } from '@/components/tag/tag'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { confirm, toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import type { Query } from '@/sync/use-query'
import { rhythmText } from './clock-form'
import { ClockSheet, TurnClockSheet } from './clock-sheets'
import './clocks-view.css'

export interface ClocksViewProps {
  orgId: string
  clocks: Query<OutputOf<'homes.clocks'>>
  /** In which something may be kept. */
  homes: readonly Home[]
  /** In whose name something may be set up. */
  orgs: readonly OrgChoice[]
}

type Doing = { what: 'new' } | { what: 'edit' | 'turn'; clock: Clock } | null

/** 定期要做的: 学习社, 交流日, 调度会 and one's own; how long ago the last was, and until when the next is due. */
export function ClocksView({ orgId, clocks, homes, orgs }: ClocksViewProps) {
  const wide = useWide()
  const [doing, setDoing] = useState<Doing>(null)
  const { data, state, error, reload } = clocks
  if (!data) return state === 'failed' ? <ErrorState error={error} onRetry={() => void reload()} /> : <Skeleton rows={4} />

  function done() {
    setDoing(null)
    void reload()
  }
  const work: ClockWork = {
    turn: (clock) => setDoing({ what: 'turn', clock }),
    edit: (clock) => setDoing({ what: 'edit', clock }),
  }
  const add = (
    <Button id='clock-new' size={wide ? 's' : 'l'} icon='plus' onPress={() => setDoing({ what: 'new' })}>
      新设一项
    </Button>
  )
  return (
    <View className='clocks'>
      {wide && (
        <View className='clocks__head'>
          <View className='clocks__title'>定期要做的</View>
          {add}
        </View>
      )}
      {data.items.length === 0 ? (
        <Empty id='no-clocks' icon='clock' text='学习社、交流日这样隔一阵要办一次的，设在这里，快到期会提醒' />
      ) : wide ? (
        <ClockTable clocks={data.items} work={work} />
      ) : (
        data.items.map((clock) => <ClockCard key={clock.id} clock={clock} work={work} />)
      )}
      {!wide && <Dock>{add}</Dock>}
      {doing?.what === 'new' && <ClockSheet orgId={orgId} homes={homes} orgs={orgs} onClose={() => setDoing(null)} onDone={done} />}
      {doing?.what === 'edit' && (
        <ClockSheet
          orgId={orgId}
          homes={homes}
          orgs={orgs}
          clock={doing.clock}
          onEnd={() => void endClock(doing.clock).then((ended) => (ended ? done() : undefined))}
          onClose={() => setDoing(null)}
          onDone={done}
        />
      )}
      {doing?.what === 'turn' && <TurnClockSheet clock={doing.clock} onClose={() => setDoing(null)} onDone={done} />}
    </View>
  )
}

interface ClockWork {
  turn(clock: Clock): void
  edit(clock: Clock): void
}

/** Asks once, then ends it. Answers whether it was ended. */
async function endClock(clock: Clock): Promise<boolean> {
  const text = `「${clock.name}」以后不再提醒，办过的记录都留着。`
  if (!(await confirm({ title: '不再提醒？', text, ok: '不再提醒', danger: true }))) return false
  try {
    await request('homes.endClock', { orgId: clock.orgId, clockId: clock.id })
    toast('不再提醒了')
    return true
  } catch (thrown) {
    const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
    toast(errorSentence(code, params))
    return false
  }
}

const STATES = {
  fine: { word: '还早', tone: 'green' },
  soon: { word: '快到了', tone: 'gold' },
  overdue: { word: '晚了', tone: 'red' },
} as const satisfies Record<Clock['state'], { word: string; tone: 'green' | 'gold' | 'red' }>

function StateTag({ clock }: { clock: Clock }) {
  return <Tag tone={STATES[clock.state].tone}>{STATES[clock.state].word}</Tag>
}

function Choices({ clock, work }: { clock: Clock; work: ClockWork }) {
  return (
    <View className='clocks__choices'>
      <Button id={`turn-${clock.id}`} kind='plain' size='s' icon='check' label={`${clock.name}办过了`} onPress={() => work.turn(clock)}>
        办过了
      </Button>
      <Button id={`edit-${clock.id}`} kind='quiet' size='s' icon='edit' label={`改一改${clock.name}`} onPress={() => work.edit(clock)}>
        改一改
      </Button>
    </View>
  )
}

function ClockCard({ clock, work }: { clock: Clock; work: ClockWork }) {
  return (
    <Card id={`clock-${clock.id}`}>
      <View className='clocks__head'>
        <View className='clocks__name'>{clock.name}</View>
        <StateTag clock={clock} />
      </View>
      <View className='clocks__note'>
        {clock.homeName ?? clock.orgName} · {rhythmText(clock)}
      </View>
      <View className='clocks__due'>{clockSentence(clock, now())}</View>
      <Choices clock={clock} work={work} />
    </Card>
  )
}

function ClockTable({ clocks, work }: { clocks: readonly Clock[]; work: ClockWork }) {
  const columns: TableColumn<Clock>[] = [
    {
      key: 'name',
      title: '要办的',
      width: '1.6fr',
      render: (clock) => (
        <>
          <View className='clocks__name'>{clock.name}</View>
          <View className='clocks__note'>{rhythmText(clock)}</View>
        </>
      ),
    },
    { key: 'where', title: '在哪', width: '1.4fr', render: (clock) => clock.homeName ?? clock.orgName },
    { key: 'due', title: '到哪天', width: '2.2fr', render: (clock) => clockSentence(clock, now()) },
    { key: 'state', title: '', width: '84px', render: (clock) => <StateTag clock={clock} /> },
    { key: 'choice', title: '', width: '256px', align: 'end', render: (clock) => <Choices clock={clock} work={work} /> },
  ]
  return (
    <Table
      id='clock'
      label='定期要做的'
      columns={columns}
      rows={clocks}
      rowKey='id'
      tone={(clock) => (clock.state === 'fine' ? undefined : 'gold')}
    />
  )
}
