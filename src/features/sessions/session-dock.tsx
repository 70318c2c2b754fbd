import type { ReactNode } from 'react'
import type { SessionDetail } from '@core/contract/sessions'
import { errorSentence } from '@core/contract/wording'
import { clockOf, dateName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Dock } from '@/components/dock/dock'
import { Notice } from '@/components/notice/notice'
import { Pair } from '@/components/pair/pair'
import { open, switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { acceptOffer, declineOffer, sayComing, sayNotComing } from './replies'
import type { Stage } from './stage'
import type { DutySessionModel } from './use-duty-session'

interface SessionDockProps {
  model: DutySessionModel
  session: SessionDetail
  stage: Stage
}

/** The one thing to do now, and why the last try did not work. */
export function SessionDock({ model, session, stage }: SessionDockProps) {
  const { problem, explaining } = model
  const said = problem && !explaining && (
    <Notice id='session-problem' tone='red' icon='alert'>
      {errorSentence(problem.code, problem.params)}
    </Notice>
  )
  const actions = actionsOf({ model, session, stage })
  if (!actions && !said) return null
  return (
    <Dock>
      {said}
      {actions}
    </Dock>
  )
}

function actionsOf({ model, session, stage }: SessionDockProps): ReactNode {
  const { busy, now } = model
  if (model.changing) return <ChangeActions model={model} session={session} />
  switch (stage) {
    case 'open':
      return <BookButton model={model} session={session} />
    case 'full':
      return (
        <WaitButton
          model={model}
          word={session.waitingCount > 0 ? `约满了，排队（前面 ${session.waitingCount} 人）` : '约满了，排队等空位'}
        />
      )
    case 'offer_expired':
      // A place may be free for everybody again.
      return session.free > 0 && session.waitingCount === 0 ? (
        <BookButton model={model} session={session} />
      ) : (
        <WaitButton model={model} word='重新排队' />
      )
    case 'offered':
      return (
        <Pair>
          <Button id='decline-offer' kind='plain' disabled={busy} onPress={() => void declineOffer(model, session.id)}>
            让给下一位
          </Button>
          <Button id='accept-offer' busy={busy} onPress={() => void acceptOffer(model, session.id)}>
            我要去
          </Button>
        </Pair>
      )
    case 'ask_coming':
      return (
        <Pair>
          <Button
            id='not-coming'
            kind='plain'
            disabled={busy}
            onPress={() => void sayNotComing(model, session.id, session.freeCancelUntil, now)}
          >
            不来了
          </Button>
          <Button id='coming' busy={busy} onPress={() => void sayComing(model, session.id)}>
            来
          </Button>
        </Pair>
      )
    case 'refused':
      return (
        <Button id='my-sessions' kind='plain' onPress={() => open(routes.mySessions())}>
          {session.refusal?.code === 'booking_paused' ? '说明情况' : '看我的预约'}
        </Button>
      )
    case 'cancelled':
    case 'over':
    case 'begun':
      return (
        <Button id='other-sessions' kind='plain' onPress={() => switchTab(routes.meetings())}>
          看看别的场次
        </Button>
      )
    default:
      return null
  }
}

function ChangeActions({ model, session }: { model: DutySessionModel; session: SessionDetail }) {
  return (
    <Pair>
      <Button id='keep' kind='plain' disabled={model.busy} onPress={model.keep}>
        不改了
      </Button>
      <BookButton model={model} session={session} />
    </Pair>
  )
}

/** Says what is still missing, until nothing is. */
function BookButton({ model, session }: { model: DutySessionModel; session: SessionDetail }) {
  const { form, busy } = model
  const word = (): string => {
    if (!form.slot) return '选一个时段'
    if (form.matter.topic === null) return '选想聊什么'
    const at = form.slot.startsAt
    return session.booking?.state === 'booked' ? `改好，${clockOf(at)}` : `约 ${dateName(at)} ${clockOf(at)}`
  }
  return (
    <Button id='book' busy={busy} disabled={!form.slot || form.matter.topic === null} onPress={() => void model.book()}>
      {word()}
    </Button>
  )
}

function WaitButton({ model, word }: { model: DutySessionModel; word: string }) {
  const { form, busy } = model
  return (
    <Button id='wait' busy={busy} disabled={form.matter.topic === null} onPress={() => void model.wait()}>
      {form.matter.topic === null ? '选想聊什么，再排队' : word}
    </Button>
  )
}
