import { View } from '@tarojs/components'
import { TOPIC_NAMES } from '@core/contract/names'
import type { MyBooking, SessionDetail } from '@core/contract/sessions'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { hasOffer, slotsAhead, type Stage } from './stage'
import type { DutySessionModel } from './use-duty-session'
import { freeUntilSentence, missedSentence, partSentence, partTone } from './words'
import './my-booking-cards.css'

interface MyBookingCardsProps {
  model: DutySessionModel
  session: SessionDetail
  stage: Stage
}

/** Where I stand with the session, in a sentence, and what I may do about it besides the one thing at the foot of the page. */
export function MyBookingCards({ model, session, stage }: MyBookingCardsProps) {
  const sentence = partSentence(session, stage, model.now)
  const comes = stage === 'booked' || stage === 'ask_coming'
  const freeUntil = comes ? freeUntilSentence(session.freeCancelUntil, model.now) : ''
  return (
    <>
      {sentence !== '' && (
        <Card id='my-part' tone={partTone(stage)}>
          <View className='my-booking__sentence'>{sentence}</View>
          {session.booking && isIn(stage) && <Brought matter={session.booking} />}
          {session.waiting && (stage === 'waiting' || stage === 'offered') && <Brought matter={session.waiting} />}
          {freeUntil !== '' && <View className='my-booking__aside'>{freeUntil}</View>}
          <Ways model={model} session={session} stage={stage} />
        </Card>
      )}
      {session.booking && <Missed model={model} booking={session.booking} />}
    </>
  )
}

/** Whether I have a booking that stands, or have been received. */
function isIn(stage: Stage): boolean {
  return (
    stage === 'booked' || stage === 'ask_coming' || stage === 'here' || stage === 'met' || stage === 'answered' || stage === 'handed_over'
  )
}

/** What I said I come with, or wait with, which only those who receive me read. */
function Brought({ matter: { topic, question, anonymous } }: { matter: Pick<MyBooking, 'topic' | 'question' | 'anonymous'> }) {
  return (
    <View id='my-matter' className='my-booking__matter'>
      <View>{[TOPIC_NAMES[topic], anonymous && '匿名'].filter(Boolean).join(' · ')}</View>
      {question !== '' && <View className='my-booking__question'>{question}</View>}
    </View>
  )
}

function Ways({ model, session, stage }: MyBookingCardsProps) {
  const { busy, changing, now } = model
  const booked = session.booking?.state === 'booked' && now < session.booking.startsAt
  const comes = booked && (stage === 'booked' || stage === 'ask_coming')
  // Whoever holds an offer may take another slot that is free instead.
  const otherSlot = stage === 'offered' && session.waiting && hasOffer(session.waiting, now) && slotsAhead(session.slots, now).some(isFree)
  return (
    <View className='my-booking__ways'>
      {comes && (
        <Button id='to-calendar' kind='quiet' size='s' icon='calendar' onPress={() => void model.remember()}>
          加到手机日历
        </Button>
      )}
      {(comes || otherSlot) && !changing && (
        <Button id='change' kind='quiet' size='s' disabled={busy} onPress={model.change}>
          {comes ? '改时段或内容' : '换个时段'}
        </Button>
      )}
      {comes && stage === 'booked' && !changing && (
        <Button id='cancel' kind='quiet' size='s' disabled={busy} onPress={() => void model.cancel()}>
          来不了？取消
        </Button>
      )}
      {stage === 'handed_over' && session.booking?.caseId && <CaseWay caseId={session.booking.caseId} />}
      {stage === 'waiting' && (
        <Button id='stop-waiting' kind='quiet' size='s' disabled={busy} onPress={() => void model.stopWaiting()}>
          不排了
        </Button>
      )}
    </View>
  )
}

/** What could not be answered on the spot is followed as a case. */
function CaseWay({ caseId }: { caseId: string }) {
  return (
    <Button id='open-case' kind='quiet' size='s' icon='list' onPress={() => open(routes.myCase(caseId))}>
      看办到哪了
    </Button>
  )
}

function isFree({ free }: { free: number }): boolean {
  return free > 0
}

/** I did not come, or said so too late: what that means, and the way to explain it. */
function Missed({ model, booking }: { model: DutySessionModel; booking: MyBooking }) {
  const missed = missedSentence(booking)
  if (!missed) return null
  return (
    <Card id='my-missed' tone={booking.excused ? 'green' : 'gold'}>
      <View className='my-booking__sentence'>{missed.text}</View>
      {missed.mayExplain && (
        <View className='my-booking__ways'>
          <Button id='explain' kind='quiet' size='s' icon='edit' disabled={model.busy} onPress={() => model.askWhy(true)}>
            说明情况
          </Button>
        </View>
      )}
    </Card>
  )
}
