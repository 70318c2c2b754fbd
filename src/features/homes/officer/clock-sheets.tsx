import { useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import type { Clock, Home, OrgChoice } from '@core/contract/homes'
import { errorSentence } from '@core/contract/wording'
import { dayName, dayOf, dayStart } from '@core/rules/shared/calendar'
import { addDays } from '@core/rules/shared/days'
import { Button } from '@/components/button/button'
import { Field } from '@/components/field/field'
import { PickerField } from '@/components/picker-field/picker-field'
import { Sheet } from '@/components/sheet/sheet'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { removeRecord, sendNow } from '@/sync/outbox'
import { clockFormError, clockFormOf, KIND_CHOICES, newClockForm, saveClockInput, turnedAt, withKind } from './clock-form'
import './clocks-view.css'

/** How far back something may have been done that is written down only now. */
const BACK_DAYS = 365

interface SheetProps {
  onClose(): void
  onDone(): void
}

interface ClockSheetProps extends SheetProps {
  /** In whose name the officer works. */
  orgId: string
  homes: readonly Home[]
  /** In whose name a new one may be set up. */
  orgs: readonly OrgChoice[]
  /** The one that is changed; left out: a new one. */
  clock?: Clock
  /** Ends the one that is changed. */
  onEnd?(): void
}

/** Sets up something that has to come round again, or changes it. */
export function ClockSheet({ orgId, homes, orgs, clock, onEnd, onClose, onDone }: ClockSheetProps) {
  const [ownerId, setOwnerId] = useState(clock?.orgId ?? orgId)
  const [form, setForm] = useState(() => (clock ? clockFormOf(clock) : newClockForm(now())))
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // Where the officer works, everything below is theirs; of another organization only its own homes are known here.
  const owned = ownerId === orgId ? homes : homes.filter((one) => one.orgId === ownerId || one.id === clock?.homeId)
  const home = owned.find(({ id }) => id === form.homeId)

  async function save() {
    const problem = clockFormError(form)
    setWrong(problem)
    if (problem) return
    setBusy(true)
    try {
      await request('homes.saveClock', saveClockInput({ orgId: ownerId, ...(clock && { clockId: clock.id }) }, form))
      toast(clock ? '改好了' : '设好了，快到期会提醒')
      onDone()
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setWrong(errorSentence(code, params))
      setBusy(false)
    }
  }

  return (
    <Sheet id='clock-sheet' open title={clock ? '改一改' : '新设一项'} onClose={onClose}>
      <View className='clocks__sheet'>
        <PickerField
          id='clock-kind'
          label='哪一种'
          mode='selector'
          range={KIND_CHOICES.map(({ name }) => name)}
          selected={KIND_CHOICES.findIndex(({ kind }) => kind === form.kind)}
          value={KIND_CHOICES.find(({ kind }) => kind === form.kind)!.name}
          onChange={(index) => setForm(withKind(form, KIND_CHOICES[Number(index)]!.kind))}
        />
        {form.kind === 'custom' && (
          <Field label='隔多少天一次'>
            <TextInput
              id='clock-days'
              type='number'
              value={form.everyDays}
              maxLength={3}
              placeholder='比如：30'
              onChange={(everyDays) => setForm({ ...form, everyDays })}
            />
          </Field>
        )}
        <Field label='名字' error={wrong}>
          <TextInput
            id='clock-name'
            value={form.name}
            maxLength={30}
            placeholder='比如：青年学习社'
            onChange={(name) => setForm({ ...form, name })}
          />
        </Field>
        {!clock && orgs.length > 1 && (
          <PickerField
            id='clock-org'
            label='谁来办'
            mode='selector'
            range={orgs.map(({ orgName }) => orgName)}
            selected={orgs.findIndex((org) => org.orgId === ownerId)}
            value={orgs.find((org) => org.orgId === ownerId)?.orgName ?? ''}
            onChange={(index) => {
              setOwnerId(orgs[Number(index)]?.orgId ?? ownerId)
              setForm({ ...form, homeId: null })
            }}
          />
        )}
        <PickerField
          id='clock-home'
          label='在哪'
          mode='selector'
          range={['整个组织', ...owned.map(({ name }) => name)]}
          selected={home ? owned.indexOf(home) + 1 : 0}
          value={home?.name ?? (form.homeId === null ? '整个组织' : (clock?.homeName ?? ''))}
          onChange={(index) => setForm({ ...form, homeId: owned[Number(index) - 1]?.id ?? null })}
        />
        <PickerField
          id='clock-from'
          label='从哪天算起'
          mode='date'
          selected={form.startedOn}
          value={dayName(dayStart(form.startedOn), now())}
          onChange={(day) => setForm({ ...form, startedOn: String(day) })}
        />
        <Button id='clock-save' busy={busy} onPress={() => void save()}>
          {clock ? '保存' : '设好'}
        </Button>
        {clock && onEnd && (
          <Button id='clock-end' kind='quiet' disabled={busy} onPress={onEnd}>
            不再提醒
          </Button>
        )}
      </View>
    </Sheet>
  )
}

/** Writes down by hand that something came round, where no event of the platform says so. */
export function TurnClockSheet({ clock, onClose, onDone }: SheetProps & { clock: Clock }) {
  const today = dayOf(now())
  const [day, setDay] = useState(today)
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function turn() {
    const length = Array.from(note.trim()).length
    if (length < 2 || length > 200) {
      setWrong('写一句做了什么（2 到 200 字）')
      return
    }
    setWrong(null)
    setBusy(true)
    // It has happened: without a network it waits on the phone.
    const attempt = await sendNow({
      procedure: 'homes.turnClock',
      input: { orgId: clock.orgId, clockId: clock.id, at: turnedAt(day, now()), note: note.trim() },
      subject: `clock ${clock.id}`,
      title: clock.name,
    })
    if (attempt.state === 'delivered' || attempt.state === 'saved') {
      toast(attempt.state === 'delivered' ? '记下了' : '已存在手机，有网会自动送达')
      onDone()
      return
    }
    // Why has just been read: it need not be read again in the outbox.
    if (attempt.state === 'refused') removeRecord(attempt.nonce)
    setWrong(errorSentence(attempt.error.code, attempt.error.params))
    setBusy(false)
  }

  return (
    <Sheet id='turn-sheet' open title={`${clock.name}办过了`} onClose={onClose}>
      <View className='clocks__sheet'>
        <View className='clocks__note'>用平台办的活动，完结时自动记上，不用在这里写</View>
        <PickerField
          id='turn-day'
          label='哪天办的'
          mode='date'
          selected={day}
          value={dayName(dayStart(day), now())}
          start={addDays(today, -BACK_DAYS)}
          end={today}
          onChange={(value) => setDay(String(value))}
        />
        <Field label='做了什么' error={wrong}>
          <TextInput
            id='turn-note'
            value={note}
            lines={2}
            maxLength={200}
            placeholder='比如：读了两封家书，来了 18 人'
            onChange={setNote}
          />
        </Field>
        <Button id='turn-save' busy={busy} onPress={() => void turn()}>
          记下
        </Button>
      </View>
    </Sheet>
  )
}
