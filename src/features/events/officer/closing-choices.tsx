/** What an officer can do with the lines of a closing: the same in the hand and on a desk. */
import { useState } from 'react'
import { View } from '@tarojs/components'
import { clockOf } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { classes } from '@/components/classes'
import { Field } from '@/components/field/field'
import { Icon } from '@/components/icon/icon'
import { Pressable } from '@/components/pressable/pressable'
import { Stepper } from '@/components/stepper/stepper'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { toast } from '@/platform/navigation'
import {
  leavingAt,
  needsLeaving,
  OVERRUN_MAX,
  suggestionFor,
  withConfirmed,
  withLeft,
  withLeftAll,
  type PlannedLine,
} from './closing-lines'
import { LeavePicker } from './leave-picker'
import type { ClosingWork } from './use-closing'
import './closing-choices.css'

const OVERRUN_STEP = 15

export interface OneProps {
  work: ClosingWork
  one: PlannedLine
}

/** One tap for all delayed scans that are enrolled and show nothing unusual; a second takes it back. */
export function ConfirmAll({ work: { closing, choices, set }, clean }: { work: ClosingWork; clean: readonly PlannedLine[] }) {
  if (clean.length === 0) return null
  const all = clean.every((one) => one.confirmed)
  const ids = clean.map((one) => one.line.personId)
  return (
    <AllAtOnce
      id='closing-confirm-all'
      text={`已报名、无异常的补送 ${clean.length} 人${all ? '，已选中' : ''}`}
      action='一并确认'
      done={all}
      onPress={() => set(withConfirmed(closing, choices, ids, !all, now()))}
    />
  )
}

/** One tap that fills in when everybody left who did not sign out. */
export function LeftAll({ work: { closing, choices, set }, open }: { work: ClosingWork; open: readonly PlannedLine[] }) {
  const [first] = open
  if (!first) return null
  const all = open.every((one) => one.leftAt !== null)
  const told = open.some((one) => one.line.proposedLeftAt !== null) ? '，自己说过的按他说的' : ''
  return (
    <AllAtOnce
      id='closing-left-all'
      text={all ? `没签退的 ${open.length} 人，离开时间都填好了` : `没签退的 ${open.length} 人，按计划结束时间${told}`}
      action='一并填上'
      done={all}
      onPress={() => set(withLeftAll(closing, choices, !all, now()))}
    />
  )
}

interface AllAtOnceProps {
  id: string
  text: string
  action: string
  done: boolean
  onPress(): void
}

function AllAtOnce({ id, text, action, done, onPress }: AllAtOnceProps) {
  return (
    <View className='closing-all'>
      <View className='closing-all__text'>{text}</View>
      <Button id={id} className='closing-all__button' size='s' kind='plain' icon={done ? 'check' : undefined} onPress={onPress}>
        {done ? '撤回' : action}
      </Button>
    </View>
  )
}

/** One delayed scan confirmed or taken back, with the time of leaving where there is no sign-out. */
export function ConfirmChoice({ work, one }: OneProps) {
  const { closing, choices, set } = work
  const { personId, name } = one.line
  const word = one.confirmed ? '撤回' : '确认'
  return (
    <>
      {one.confirmed && needsLeaving(closing, one.line) && <LeaveChoice work={work} one={one} />}
      <Button
        id={`confirm-${personId}`}
        size='s'
        kind='plain'
        icon={one.confirmed ? 'check' : undefined}
        label={`${word}${name}`}
        onPress={() => set(withConfirmed(closing, choices, [personId], !one.confirmed, now()))}
      >
        {word}
      </Button>
    </>
  )
}

/** One person's time of leaving: suggested, taken by a press, or another one. */
export function LeaveChoice({ work: { closing, choices, set }, one }: OneProps) {
  const { personId, name } = one.line
  return (
    <LeavePicker
      id={`left-${personId}`}
      name={name}
      clock={clockOf(one.leftAt ?? suggestionFor(closing, choices, one.line, now()))}
      chosen={one.leftAt !== null}
      onChoose={(clock) => {
        const at = leavingAt(closing, choices, one.line, clock, now())
        if (at === null) toast('离开时间要在签到之后、现在之前')
        else set(withLeft(choices, personId, at))
      }}
    />
  )
}

/** An overrun belongs to the first closing: it lengthens what counts, with a reason. */
export function Overrun({ work: { closing, choices, set } }: { work: ClosingWork }) {
  const [open, setOpen] = useState(choices.overrunMinutes > 0)
  if (closing.closedAt !== null || !closing.signOut) return null
  return (
    <Card className='overrun'>
      <Pressable id='closing-overrun' className='overrun__head' onPress={() => setOpen(!open)}>
        <View className='overrun__title'>活动延长了？</View>
        <View className='overrun__note'>{choices.overrunMinutes > 0 ? `延长 ${choices.overrunMinutes} 分钟` : ''}</View>
        <Icon name='chevron' size={14} className={classes('overrun__arrow', open && 'overrun__arrow--open')} />
      </Pressable>
      {open && (
        <View className='overrun__choice'>
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

/** The one thing to do, and why not. */
export function CloseButton({ work: { closing, mayClose, busy, button, wrong, close } }: { work: ClosingWork }) {
  return (
    <>
      {wrong && (
        <View id='closing-error' className='closing-wrong'>
          {wrong}
        </View>
      )}
      <Button id='close-submit' busy={busy} disabled={!mayClose} onPress={() => void close()}>
        {mayClose || closing.closedAt === null ? button : '已完结'}
      </Button>
    </>
  )
}
