import type { ReactNode } from 'react'
import type { EventDetail } from '@core/contract/events'
import { errorSentence } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { Dock } from '@/components/dock/dock'
import { Notice } from '@/components/notice/notice'
import { Pair } from '@/components/pair/pair'
import { open, switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { acceptOffer, declineOffer, sayComing, sayNotComing } from './replies'
import type { Stage } from './stage'
import type { EventModel } from './use-event'

/** The one thing to do now, and why the last try did not work. */
export function EventDock({ model, event, stage }: { model: EventModel; event: EventDetail; stage: Stage }) {
  const { problem } = model
  const said = problem && (
    <Notice id='event-problem' tone='red' icon='alert'>
      {errorSentence(problem.code, problem.params)}
    </Notice>
  )
  const actions = actionsOf(model, event, stage)
  if (!actions && !said) return null
  return (
    <Dock>
      {said}
      {actions}
    </Dock>
  )
}

function actionsOf(model: EventModel, event: EventDetail, stage: Stage): ReactNode {
  const { busy } = model
  // A place may look free and be somebody else's already: those who wait come before a newcomer.
  const wanted = stage === 'open' && model.problem?.code === 'event_full' ? 'full' : stage
  switch (wanted) {
    case 'open':
      return (
        <Button id='enroll' busy={busy} onPress={() => void model.enroll()}>
          {enrollWord(event)}
        </Button>
      )
    case 'full':
      return (
        <Button id='wait' busy={busy} onPress={() => void model.wait()}>
          {event.waitingCount > 0 ? `满员了，候补（前面 ${event.waitingCount} 人）` : '满员了，候补'}
        </Button>
      )
    case 'offer_expired':
      return (
        <Button id='wait' busy={busy} onPress={() => void model.wait(event.mine.waiting?.shift ?? undefined)}>
          重新候补
        </Button>
      )
    case 'offered':
      return (
        <Pair>
          <Button id='decline-offer' kind='plain' disabled={busy} onPress={() => void declineOffer(model, event.id)}>
            让给下一位
          </Button>
          <Button id='accept-offer' busy={busy} onPress={() => void acceptOffer(model, event.id)}>
            我要去
          </Button>
        </Pair>
      )
    case 'ask_coming':
      return (
        <Pair>
          <Button id='not-coming' kind='plain' disabled={busy} onPress={() => void sayNotComing(model, event.id)}>
            不来了
          </Button>
          <Button id='coming' busy={busy} onPress={() => void sayComing(model, event.id)}>
            来
          </Button>
        </Pair>
      )
    case 'sign_in':
      return (
        <Button id='sign-in' icon='scan' onPress={() => open(routes.scanExpected(event.id))}>
          扫码签到
        </Button>
      )
    case 'sign_out':
      return (
        <Button id='sign-out' icon='scan' onPress={() => open(routes.scanExpected(event.id))}>
          扫码签退
        </Button>
      )
    case 'late':
    case 'no_place':
    case 'not_for_me':
    case 'not_drawn':
      return (
        <Button id='other-events' kind='plain' onPress={() => switchTab(routes.events())}>
          看看别的场次
        </Button>
      )
    default:
      return null
  }
}

function enrollWord({ free, shifts, byLots, drawnAt }: EventDetail): string {
  if (byLots && drawnAt === null) return '报名抽签'
  if (shifts.length > 0) return '报名，选一班'
  return free === null ? '报名' : `报名（余 ${free}）`
}
