import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { EventDetail } from '@core/contract/events'
import { errorSentence, WORDING } from '@core/contract/wording'
import { clockOf, DAY_MS, dayOf, instantOf } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Notice } from '@/components/notice/notice'
import { PickerField } from '@/components/picker-field/picker-field'
import { vibrate } from '@/platform/navigation'
import { removeRecord, sendNow, useOutbox } from '@/sync/outbox'
import './forgot-sign-out.css'

export interface ForgotSignOutProps {
  event: EventDetail
  now: Instant
  /** The server knows now. */
  onSent: () => void
}

/** Whether a person may say when they left: been there, not signed out, the event is over and not closed. */
export function mayProposeLeave({ mine, signOut, endsAt, status }: EventDetail, now: Instant): boolean {
  return signOut && mine.signedInAt !== null && mine.signedOutAt === null && status === 'published' && now >= endsAt
}

/** The instant of a clock time after signing in: an event may run past midnight. */
export function leaveInstant(signedInAt: Instant, clock: string): Instant {
  const sameDay = instantOf(dayOf(signedInAt), clock)
  return sameDay >= Math.floor(signedInAt / 60_000) * 60_000 ? Math.max(sameDay, signedInAt) : sameDay + DAY_MS
}

/** 「忘了签退？说一下你几点走的」. Goes through the outbox: it is true whether or not there is a network. */
export function ForgotSignOut({ event, now, onSent }: ForgotSignOutProps) {
  const [clock, setClock] = useState(clockOf(event.endsAt))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const waiting = useOutbox((state) =>
    state.records.some(
      (record) => record.procedure === 'attendance.proposeLeave' && record.state === 'waiting' && record.subject === `event:${event.code}`,
    ),
  )
  const { signedInAt, proposedLeftAt } = event.mine
  if (!mayProposeLeave(event, now) || signedInAt === null || proposedLeftAt !== null) return null
  if (waiting) {
    return (
      <Notice id='leave-saved' tone='gold' icon='saved'>
        走的时间已存在手机，有网会自动送达
      </Notice>
    )
  }
  const latest = Math.min(now, event.signOutClosesAt)

  async function propose(since: Instant): Promise<void> {
    const leftAt = leaveInstant(since, clock)
    if (leftAt > latest) {
      setProblem(`最晚填到 ${clockOf(latest)}`)
      return
    }
    setBusy(true)
    setProblem(null)
    const attempt = await sendNow({
      procedure: 'attendance.proposeLeave',
      input: { eventId: event.id, leftAt },
      subject: `event:${event.code}`,
      title: event.title,
    })
    setBusy(false)
    if (attempt.state === 'delivered') {
      vibrate()
      onSent()
    } else if (attempt.state === 'refused') {
      removeRecord(attempt.nonce)
      setProblem(
        attempt.error.code === 'invalid_time' ? '时间要在签到之后、现在之前' : errorSentence(attempt.error.code, attempt.error.params),
      )
    } else if (attempt.state === 'unsaved') setProblem(errorSentence(attempt.error.code))
  }

  return (
    <Card id='forgot-sign-out' tone='gold'>
      <View className='forgot-sign-out__title'>{WORDING.no_sign_out}</View>
      <PickerField
        id='leave-time'
        label='走的时间'
        mode='time'
        value={clock}
        selected={clock}
        onChange={(value) => setClock(String(value))}
      />
      {problem && <View className='forgot-sign-out__problem'>{problem}</View>}
      <Button id='leave-submit' size='s' busy={busy} onPress={() => void propose(signedInAt)}>
        告诉负责人
      </Button>
      <View className='forgot-sign-out__note'>负责人完结活动时会看到，确认后才算</View>
    </Card>
  )
}
