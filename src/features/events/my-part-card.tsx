import { View } from '@tarojs/components'
import type { EventDetail } from '@core/contract/events'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { partSentence, partTone } from './part-words'
import type { Stage } from './stage'
import type { EventModel } from './use-event'
import './my-part-card.css'

/** Where I stand with the event, in a sentence, and what I may do about it besides the one thing at the foot of the page. */
export function MyPartCard({ model, event, stage }: { model: EventModel; event: EventDetail; stage: Stage }) {
  const sentence = partSentence(event, stage, model.now)
  if (!sentence) return null
  const comes = stage === 'enrolled' || stage === 'ask_coming' || stage === 'sign_in'
  return (
    <Card id='my-part' tone={partTone(event, stage)}>
      <View className='my-part__sentence'>{sentence}</View>
      <View className='my-part__ways'>
        {comes && model.now < event.startsAt && (
          <Button id='to-calendar' kind='quiet' size='s' icon='calendar' onPress={() => void model.remember()}>
            加到手机日历
          </Button>
        )}
        {stage !== 'ask_coming' && event.mine.mayLeave && (
          <Button id='leave' kind='quiet' size='s' disabled={model.busy} onPress={() => void model.leave()}>
            {leaveWord(event)}
          </Button>
        )}
        {stage === 'waiting' && <WaitingWays model={model} event={event} />}
      </View>
    </Card>
  )
}

function leaveWord({ mine }: EventDetail): string {
  if (mine.enrollment === 'applied') return '不抽了'
  return mine.leaveNeedsWord ? '来不了？请假' : '来不了？取消报名'
}

function WaitingWays({ model, event }: { model: EventModel; event: EventDetail }) {
  const { busy, changeWaiting, stopWaiting } = model
  return (
    <>
      <Button id='change-waiting' kind='quiet' size='s' disabled={busy} onPress={() => void changeWaiting()}>
        {event.mine.waiting?.mode === 'ask' ? '改成自动报上' : '改成先问我'}
      </Button>
      <Button id='stop-waiting' kind='quiet' size='s' disabled={busy} onPress={() => void stopWaiting()}>
        退出候补
      </Button>
    </>
  )
}
