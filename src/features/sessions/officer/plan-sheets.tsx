import { useState } from 'react'
import { View } from '@tarojs/components'
import type { PlannedSession } from '@core/contract/sessions'
import { errorSentence } from '@core/contract/wording'
import { clockOf, dayName, dayOf, dayStart, instantOf, spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { PickerField } from '@/components/picker-field/picker-field'
import { Sheet } from '@/components/sheet/sheet'
import { Skeleton } from '@/components/skeleton/skeleton'
import { TextInput } from '@/components/text-input/text-input'
import { WordSheet } from '@/components/word-sheet/word-sheet'
import { now } from '@/platform/clock'
import { useQuery } from '@/sync/use-query'
import { bookedWords } from './duty-words'
import { swapChoices } from './plan-rows'
import type { PlanWork } from './use-plan'

interface StepProps {
  session: PlannedSession
  work: PlanWork
}

/** Says how something is done about a session. */
export function PlanSheets({ items, work }: { items: readonly PlannedSession[]; work: PlanWork }) {
  if (work.step === null) return null
  const { what, session } = work.step
  if (what === 'change_host') return <HostSheet session={session} work={work} />
  if (what === 'swap') return <SwapSheet session={session} items={items} work={work} />
  return what === 'move' ? <MoveSheet session={session} work={work} /> : <CancelSheet session={session} work={work} />
}

/** Which session it is about, and why the last try did not work. */
function About({ session, work }: StepProps) {
  return (
    <>
      <View className='plan-sheet__note'>
        {spanName(session.startsAt, session.endsAt, now())} · {session.homeName} · {session.host.name}
      </View>
      {work.problem && (
        <Notice id='plan-step-problem' tone='red' icon='alert'>
          {errorSentence(work.problem.code, work.problem.params)}
        </Notice>
      )}
    </>
  )
}

function HostSheet({ session, work }: StepProps) {
  const { data, state, error, reload } = useQuery('sessions.hosts', { orgId: session.orgId })
  const others = data?.items.filter(({ id }) => id !== session.host.id) ?? []
  return (
    <Sheet id='host-sheet' open title='换谁接待' onClose={work.close}>
      <View className='plan-sheet'>
        <About session={session} work={work} />
        {!data ? (
          state === 'failed' ? (
            <ErrorState id='hosts-error' error={error} onRetry={() => void reload()} />
          ) : (
            <Skeleton rows={2} />
          )
        ) : others.length === 0 ? (
          <Empty id='no-hosts' icon='people' text='这里只有一位团干部。请书记再加一位，就能换人了' />
        ) : (
          <CellGroup>
            {others.map((host) => (
              <Cell
                key={host.id}
                id={`give-${host.id}`}
                title={host.name}
                note={host.post}
                onPress={() => void work.giveTo(session, host)}
              />
            ))}
          </CellGroup>
        )}
      </View>
    </Sheet>
  )
}

function SwapSheet({ session, items, work }: StepProps & { items: readonly PlannedSession[] }) {
  const choices = swapChoices(session, items, now())
  return (
    <Sheet id='swap-sheet' open title='和哪一场对调' onClose={work.close}>
      <View className='plan-sheet'>
        <About session={session} work={work} />
        {choices.length === 0 ? (
          <Empty id='no-swap' icon='calendar' text='八周里没有别人接待的场次可换，试试换人接待' />
        ) : (
          <CellGroup>
            {choices.map((other) => (
              <Cell
                key={other.id}
                id={`swap-${other.id}`}
                title={`${dayName(other.startsAt, now())} ${clockOf(other.startsAt)} · ${other.host.name}`}
                note={`${other.homeName} · ${bookedWords(other)}`}
                onPress={() => void work.swap(session, other)}
              />
            ))}
          </CellGroup>
        )}
      </View>
    </Sheet>
  )
}

/** Another time, another home: all slots move along, and whoever is booked keeps theirs. */
function MoveSheet({ session, work }: StepProps) {
  const [day, setDay] = useState(dayOf(session.startsAt))
  const [clock, setClock] = useState(clockOf(session.startsAt))
  const [homeId, setHomeId] = useState(session.homeId)
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const { data } = useQuery('homes.managed', { orgId: session.orgId })
  const homes = data?.items ?? [{ id: session.homeId, name: session.homeName }]
  const startsAt = instantOf(day, clock)

  function move() {
    const problem = moveError(session, { startsAt, homeId, reason })
    setWrong(problem)
    if (problem === null) void work.move(session, { homeId, startsAt, reason: reason.trim() })
  }

  return (
    <Sheet id='move-sheet' open title='改期或换地点' onClose={work.close}>
      <View className='plan-sheet'>
        <About session={session} work={work} />
        <View>
          <PickerField
            id='move-day'
            label='哪一天'
            mode='date'
            selected={day}
            value={dayName(dayStart(day), now())}
            start={dayOf(now())}
            onChange={(value) => setDay(String(value))}
          />
          <PickerField
            id='move-clock'
            label='几点开始'
            mode='time'
            selected={clock}
            value={clock}
            onChange={(value) => setClock(String(value))}
          />
          <PickerField
            id='move-home'
            label='在哪'
            mode='selector'
            range={homes.map(({ name }) => name)}
            selected={homes.findIndex(({ id }) => id === homeId)}
            value={homes.find(({ id }) => id === homeId)?.name ?? session.homeName}
            onChange={(index) => setHomeId(homes[Number(index)]?.id ?? homeId)}
          />
        </View>
        <Field label='为什么改' error={wrong} hint='约了的人会看到'>
          <TextInput id='move-reason' value={reason} maxLength={200} lines={2} placeholder='比如：这天要开会' onChange={setReason} />
        </Field>
        <View className='plan-sheet__note'>{toldWords(session, '新的时间地点')}，时段跟着一起走</View>
        <Button id='move-save' busy={work.busy} onPress={move}>
          改到 {dayName(startsAt, now())} {clock}
        </Button>
      </View>
    </Sheet>
  )
}

/** What is wrong with a move, in words; null where it can be sent. */
function moveError(session: PlannedSession, to: { startsAt: number; homeId: string; reason: string }): string | null {
  if (to.startsAt === session.startsAt && to.homeId === session.homeId) return '时间和地点都没变'
  if (to.startsAt <= now()) return '改到以后的时间'
  return Array.from(to.reason.trim()).length < 2 ? '写一句为什么改（至少 2 个字）' : null
}

function CancelSheet({ session, work }: StepProps) {
  const first = session.bookedCount > 0 ? '下一场优先让他们选' : ''
  return (
    <WordSheet
      id='cancel-sheet'
      title='取消这一场'
      text={[spanName(session.startsAt, session.endsAt, now()), toldWords(session, '取消的原因'), first].filter(Boolean).join('。')}
      label='为什么取消'
      placeholder='比如：临时去市里开会'
      min={2}
      max={200}
      submit='取消这一场'
      busy={work.busy}
      problem={work.problem && errorSentence(work.problem.code, work.problem.params)}
      onSubmit={(reason) => void work.cancel(session, reason.trim())}
      onClose={work.close}
    />
  )
}

/** `约了的 3 人会收到取消的原因` */
function toldWords({ bookedCount }: PlannedSession, what: string): string {
  return bookedCount > 0 ? `约了的 ${bookedCount} 人会收到${what}` : '还没有人约'
}
