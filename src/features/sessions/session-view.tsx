import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { SubscriptionUse } from '@core/contract/inbox'
import type { SessionDetail } from '@core/contract/sessions'
import { errorSentence, fill, WORDING } from '@core/contract/wording'
import { spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { Skeleton } from '@/components/skeleton/skeleton'
import { WordSheet } from '@/components/word-sheet/word-sheet'
import { copy, open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { BookingForm } from './booking-form'
import { HostLine } from './host-line'
import { MyBookingCards } from './my-booking-cards'
import { SessionDock } from './session-dock'
import { shareText } from './share'
import { stageOf, type Stage } from './stage'
import type { DutySessionModel } from './use-duty-session'
import { WALK_IN } from './words'
import './session-view.css'

export interface SessionViewProps {
  model: DutySessionModel
  /** What another feature offers to read while a question is being typed; `found`: it was what was wanted. */
  likeAnswers?: (question: string, found: () => void) => ReactNode
  /** How what becomes of my booking reaches my phone. */
  phoneMessages?: (uses: readonly SubscriptionUse[]) => ReactNode
}

/** One session: whom one meets, when, with what, and the one thing to do now. */
export function SessionView({ model, likeAnswers, phoneMessages }: SessionViewProps) {
  const { query, now } = model
  if (query.state === 'failed') return <ErrorState error={query.error} onRetry={() => void query.reload()} />
  if (!query.data) return <Skeleton id='session-loading' rows={5} />
  const session = query.data
  const stage = stageOf(session, now)
  const fills = model.changing || stage === 'open' || stage === 'full' || stage === 'offer_expired'
  return (
    <View className='session-view'>
      <SessionNotices session={session} stage={stage} />
      <Card id='session-host'>
        <HostLine host={session.host} substitute={session.substitute} />
        {mayWriteAbove(stage) && (
          <View className='session-view__recusal'>
            <Button
              id='recusal'
              kind='quiet'
              size='s'
              icon='shield'
              onPress={() => open(routes.writeCase({ kind: 'question', orgId: session.orgId, toParent: 'yes' }))}
            >
              {WORDING.recusal}
            </Button>
          </View>
        )}
      </Card>
      <MyBookingCards model={model} session={session} stage={stage} />
      {stage === 'waiting' && phoneMessages?.(['offer'])}
      {stage === 'booked' && phoneMessages?.(['reminder', 'change'])}
      {fills ? (
        <BookingForm model={model} session={session} likeAnswers={likeAnswers} />
      ) : (
        <CellGroup>
          <Cell id='session-time' icon='clock' title={spanName(session.startsAt, session.endsAt, now)} />
        </CellGroup>
      )}
      <CellGroup>
        <Cell
          id='session-home'
          icon='pin'
          title={session.homeName}
          note={session.address}
          onPress={() => open(routes.youthHome(session.homeId))}
        />
        <Cell id='session-org' icon='home' title={session.orgName} />
        {session.mayReceive && (
          <Cell
            id='open-reception'
            icon='list'
            title='接待名单'
            note='今天谁来、想说什么'
            onPress={() => open(routes.reception(session.id))}
          />
        )}
      </CellGroup>
      {mayJustCome(stage) && (
        <Notice id='walk-in' tone='grey' icon='door'>
          {WALK_IN}
        </Notice>
      )}
      {stage !== 'cancelled' && stage !== 'over' && (
        <View className='session-view__share'>
          <Button id='share' kind='quiet' size='s' icon='share' openType='share' onPress={() => shareByText(session)}>
            告诉朋友
          </Button>
        </View>
      )}
      <SessionDock model={model} session={session} stage={stage} />
      {model.explaining && (
        <WordSheet
          id='explain-sheet'
          title='说明情况'
          text='只有接待的组织看得到。看过属实，就不算没来'
          label='那天怎么了'
          placeholder='临时被叫去加班，没来得及取消'
          min={2}
          max={500}
          submit='发给他们'
          busy={model.busy}
          problem={model.problem && errorSentence(model.problem.code, model.problem.params)}
          onSubmit={(text) => void model.explain(text)}
          onClose={() => model.askWhy(false)}
        />
      )}
    </View>
  )
}

/** What must be known before anything else: called off, or somebody else receives than I had booked. */
function SessionNotices({ session, stage }: { session: SessionDetail; stage: Stage }) {
  return (
    <>
      {session.cancelReason !== null && (
        <Notice id='session-cancelled' tone='red' icon='alert'>
          {errorSentence('session_cancelled', { reason: session.cancelReason })}
        </Notice>
      )}
      {session.substitute && (stage === 'booked' || stage === 'ask_coming' || stage === 'offered' || stage === 'waiting') && (
        <Notice id='session-substitute' tone='blue' icon='user'>
          {fill(WORDING.substitute, { host: session.host.name })}
        </Notice>
      )}
    </>
  )
}

/** Where somebody has no slot yet and the day is still to come. */
function mayJustCome(stage: Stage): boolean {
  return ['open', 'full', 'refused', 'begun', 'waiting', 'offer_expired'].includes(stage)
}

/** Where somebody has said nothing to the host yet, or could take it back. */
function mayWriteAbove(stage: Stage): boolean {
  return mayJustCome(stage) || ['booked', 'ask_coming', 'offered', 'missed'].includes(stage)
}

/** In WeChat the button itself opens the share card; elsewhere the words go to the clipboard. */
function shareByText(session: SessionDetail): void {
  if (process.env.TARO_ENV !== 'weapp') void copy(shareText(session))
}
