import { useState, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { Home } from '@core/contract/homes'
import type { HostCard, Rota } from '@core/contract/sessions'
import { errorSentence } from '@core/contract/wording'
import { dayName, dayStart } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Choice } from '@/components/choice/choice'
import { classes } from '@/components/classes'
import { Dock } from '@/components/dock/dock'
import { Icon } from '@/components/icon/icon'
import { PickerField } from '@/components/picker-field/picker-field'
import { Pressable } from '@/components/pressable/pressable'
import { Section } from '@/components/section/section'
import { semantics } from '@/components/pressable/semantics'
import { Stepper } from '@/components/stepper/stepper'
import { Tag } from '@/components/tag/tag'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { confirm, toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { useDoing } from '@/sync/use-doing'
import { rhythmName, rotaSentence, WEEKDAY_NAMES } from './duty-words'
import {
  firstDates,
  MOST_HOSTS,
  MOST_PLACES,
  newRotaDraft,
  rotaDraftOf,
  rotaError,
  rotaFormOf,
  SLOT_MINUTES,
  timesError,
  withMoved,
  type RotaDraft,
} from './rota-form'
import './rota-view.css'

export interface RotaViewProps {
  orgId: string
  /** The rota that is changed; null: a new one. */
  rota: Rota | null
  homes: readonly Home[]
  /** Who may receive for the organization. */
  hosts: readonly HostCard[]
  onSaved(): void
}

/** A weekly pattern, with what it makes said while it is written. */
export function RotaView({ orgId, rota, homes, hosts, onSaved }: RotaViewProps) {
  const wide = useWide()
  const [draft, setDraft] = useState(() => (rota ? rotaDraftOf(rota) : withOnlyHome(newRotaDraft(now()), homes)))
  const [wrong, setWrong] = useState<string | null>(null)
  const { busy, problem, act } = useDoing(() => Promise.resolve())
  const change = (part: Partial<RotaDraft>) => setDraft({ ...draft, ...part })
  // Somebody may have stopped being an officer since: they stay in the list until they are taken out of it.
  const known = [...hosts, ...(rota?.hosts ?? []).filter(({ id }) => hosts.every((host) => host.id !== id))]

  function save() {
    const error = rotaError(draft)
    const form = rotaFormOf(draft)
    setWrong(error)
    if (error !== null || form === null) return
    void act(async () => {
      await request('sessions.saveRota', { orgId, rotaId: rota?.id ?? null, ...form })
      toast(rota ? '改好了，没人约的场次已重排' : '排好了，八周的场次都有了')
      onSaved()
    })
  }

  async function end() {
    if (rota === null) return
    const text = `${rhythmName(rota)} 不再有新的场次，没人约的撤掉。已有人约的、单独改过的照常接待。`
    if (!(await confirm({ title: '停掉这个排班？', text, ok: '停掉', danger: true }))) return
    await act(async () => {
      await request('sessions.endRota', { orgId, rotaId: rota.id })
      toast('停掉了')
      onSaved()
    })
  }

  const said = wrong ?? (problem && errorSentence(problem.code, problem.params))
  const button = (
    <>
      {said && (
        <View id='rota-error' className='rota__wrong' {...semantics({ role: 'alert' })}>
          {said}
        </View>
      )}
      <Button id='rota-save' busy={busy} onPress={save}>
        {rota ? '保存' : '排好'}
      </Button>
    </>
  )
  return (
    <View className={classes('rota', wide && 'rota--wide')}>
      <View className='rota__form'>
        <Card className='rota__lines'>
          <WhenAndWhere draft={draft} homes={homes} change={change} />
        </Card>
        <Section title='谁轮流接待'>
          <HostOrder draft={draft} hosts={known} change={change} />
        </Section>
        {wide && button}
      </View>
      <View className='rota__outcome'>
        <Outcome draft={draft} hosts={known} />
        {rota && (
          <Button id='rota-end' kind='quiet' disabled={busy} onPress={() => void end()}>
            停掉这个排班
          </Button>
        )}
      </View>
      {!wide && <Dock>{button}</Dock>}
    </View>
  )
}

/** Where there is one home only, nobody has to choose it. */
function withOnlyHome(draft: RotaDraft, homes: readonly Home[]): RotaDraft {
  return homes.length === 1 ? { ...draft, homeId: homes[0]!.id } : draft
}

interface PartProps {
  draft: RotaDraft
  change(part: Partial<RotaDraft>): void
}

function WhenAndWhere({ draft, homes, change }: PartProps & { homes: readonly Home[] }) {
  return (
    <>
      <PickerField
        id='rota-home'
        label='在哪'
        mode='selector'
        range={homes.map(({ name }) => name)}
        selected={homes.findIndex(({ id }) => id === draft.homeId)}
        value={homes.find(({ id }) => id === draft.homeId)?.name ?? ''}
        placeholder='选一个青年之家'
        onChange={(index) => change({ homeId: homes[Number(index)]?.id ?? draft.homeId })}
      />
      <PickerField
        id='rota-weekday'
        label='每周哪天'
        mode='selector'
        range={[...WEEKDAY_NAMES]}
        selected={draft.weekday}
        value={WEEKDAY_NAMES[draft.weekday] ?? ''}
        onChange={(weekday) => change({ weekday: Number(weekday) })}
      />
      <PickerField
        id='rota-from'
        label='几点开始'
        mode='time'
        selected={draft.from}
        value={draft.from}
        onChange={(from) => change({ from: String(from) })}
      />
      <PickerField
        id='rota-to'
        label='几点结束'
        mode='time'
        selected={draft.to}
        value={draft.to}
        onChange={(to) => change({ to: String(to) })}
      />
      <StepperLine label='每段多久'>
        <Stepper
          id='rota-minutes'
          label='每段多久'
          unit='分钟'
          value={draft.slotMinutes}
          {...SLOT_MINUTES}
          onChange={(slotMinutes) => change({ slotMinutes })}
        />
      </StepperLine>
      <StepperLine label='每段几人'>
        <Stepper
          id='rota-places'
          label='每段几人'
          unit='人'
          value={draft.placesPerSlot}
          min={1}
          max={MOST_PLACES}
          onChange={(placesPerSlot) => change({ placesPerSlot })}
        />
      </StepperLine>
      <PickerField
        id='rota-starts'
        label='从哪天开始'
        mode='date'
        selected={draft.startsOn}
        value={dayName(dayStart(draft.startsOn), now())}
        onChange={(startsOn) => change({ startsOn: String(startsOn) })}
      />
    </>
  )
}

function StepperLine({ label, children }: { label: string; children: ReactNode }) {
  return (
    <View className='rota__stepper'>
      <View className='rota__label'>{label}</View>
      {children}
    </View>
  )
}

/** Who receives, in the order of their turns. */
function HostOrder({ draft, hosts, change }: PartProps & { hosts: readonly HostCard[] }) {
  const others = hosts.filter(({ id }) => !draft.hostIds.includes(id))
  return (
    <Card className='rota__lines'>
      {draft.hostIds.map((id, index) => {
        const host = hosts.find((one) => one.id === id)
        const name = host?.name ?? ''
        const move = (by: -1 | 1) => change({ hostIds: withMoved(draft.hostIds, index, by) })
        return (
          <View key={id} id={`host-${id}`} className='rota__host'>
            <View className='rota__turn'>{index + 1}</View>
            <View className='rota__who'>
              <View className='rota__name'>{name}</View>
              {host?.post && <View className='rota__post'>{host.post}</View>}
            </View>
            <Small id={`host-up-${id}`} label={`${name}往前`} off={index === 0} className='rota__up' onPress={() => move(-1)} />
            <Small
              id={`host-down-${id}`}
              label={`${name}往后`}
              off={index === draft.hostIds.length - 1}
              className='rota__down'
              onPress={() => move(1)}
            />
            <Pressable
              id={`host-out-${id}`}
              className='rota__small'
              label={`不排${name}`}
              onPress={() => change({ hostIds: draft.hostIds.filter((other) => other !== id) })}
            >
              <Icon name='close' size={18} />
            </Pressable>
          </View>
        )
      })}
      {others.length > 0 && draft.hostIds.length < MOST_HOSTS ? (
        <Choice
          id='rota-host-add'
          label='加一位'
          mode='selector'
          range={others.map(({ name, post }) => (post ? `${name}（${post}）` : name))}
          selected={undefined}
          onChange={(index) => {
            const chosen = others[Number(index)]
            if (chosen) change({ hostIds: [...draft.hostIds, chosen.id] })
          }}
        >
          <View className='rota__add' {...semantics({ role: 'button' })}>
            <Icon name='plus' size={20} />
            <View className='rota__add-word'>加一位</View>
          </View>
        </Choice>
      ) : (
        <View className='rota__all'>本组织的团干部都排上了</View>
      )}
    </Card>
  )
}

function Small({ id, label, off, className, onPress }: { id: string; label: string; off: boolean; className: string; onPress(): void }) {
  return (
    <Pressable id={id} className={classes('rota__small', off && 'rota__small--off')} label={label} disabled={off} onPress={onPress}>
      <Icon name='chevron' size={18} className={className} />
    </Pressable>
  )
}

/** What is being made: the line, and the first dates with whoever receives. */
function Outcome({ draft, hosts }: { draft: RotaDraft; hosts: readonly HostCard[] }) {
  const problem = timesError(draft)
  const names = draft.hostIds.map((id) => hosts.find((host) => host.id === id)?.name ?? '')
  const dates = firstDates(draft, hosts, now())
  return (
    <Card id='rota-outcome' tone={problem ? 'red' : 'green'}>
      <View id='rota-sentence' className='rota__sentence' {...semantics({ role: 'status' })}>
        {problem ?? rotaSentence(draft, names)}
      </View>
      {!problem && dates.length === 0 && (
        <View className='rota__post'>{names.length === 0 ? '选好谁接待，就能看到头几场' : '八周以后才开始，到时候自动排出来'}</View>
      )}
      {dates.map(({ day, hostName, holiday, makeUpDay }) => (
        <View key={day} id={`date-${day}`} className='rota__date'>
          <View>{dayName(dayStart(day), now())}</View>
          <View className='rota__date-who'>{holiday === null ? hostName : `${holiday}，停`}</View>
          {makeUpDay && <Tag tone='gold'>补班日</Tag>}
        </View>
      ))}
    </Card>
  )
}
