import type { Instant } from '@core/contract/common'
import type { EventDetail } from '@core/contract/events'
import { fill } from '@core/contract/wording'
import { dayName } from '@core/rules/shared/calendar'
import { momentName } from '@core/rules/shared/moments'
import { Notice } from '@/components/notice/notice'
import type { Stage } from './stage'

/** What must be known before anything else: called off, not published yet, changed, or that I stand behind others in this line. */
export function EventNotices({ event, stage, now }: { event: EventDetail; stage: Stage; now: Instant }) {
  return (
    <>
      {event.status === 'cancelled' && (
        <Notice id='event-cancelled' tone='red' icon='alert'>
          {fill('活动取消了：{reason}', { reason: event.cancelReason ?? '' })}
        </Notice>
      )}
      {stage === 'unpublished' && (
        <Notice id='event-unpublished' tone='gold' icon='clock'>
          {unpublishedSentence(event)}
        </Notice>
      )}
      {concernsChange(event, stage) && (
        <Notice id='event-changed' tone='gold' icon='calendar'>
          {`${momentName(event.changedAt!, now)} 改过时间或地点，以这里的为准${event.mine.mayLeave ? '。来不了可以直接取消，不留记录' : ''}`}
        </Notice>
      )}
      {standsInLine(event, stage) && <Behind event={event} now={now} />}
    </>
  )
}

/** Until when an absence without leave counts, at the foot of a page where it changes nothing: it is always to be seen. */
export function BehindElsewhere({ event, stage, now }: { event: EventDetail; stage: Stage; now: Instant }) {
  return standsInLine(event, stage) ? null : <Behind event={event} now={now} />
}

function Behind({ event: { mine }, now }: { event: EventDetail; now: Instant }) {
  if (mine.behindUntil === null) return null
  return (
    <Notice id='behind-until' tone='grey'>
      {`上次报了名没来，也没请假。${dayName(mine.behindUntil, now)}前，候补会排在别人后面，报名不受影响`}
    </Notice>
  )
}

/** Where it matters who comes first. */
function standsInLine({ byLots }: EventDetail, stage: Stage): boolean {
  return stage === 'full' || stage === 'waiting' || stage === 'offer_expired' || stage === 'applied' || (stage === 'open' && byLots)
}

function unpublishedSentence({ status, reviewNote }: EventDetail): string {
  if (status === 'in_review') return '上级审核中，通过后大家才看得到'
  return reviewNote === null ? '还没发布，只有负责人看得到' : `审核退回了：${reviewNote}`
}

/** Who counts on the event is told that it changed; who has said since that they come knows it. */
function concernsChange({ changedAt, mine }: EventDetail, stage: Stage): boolean {
  if (changedAt === null || (mine.comingAt !== null && mine.comingAt >= changedAt)) return false
  if (mine.enrolledAt !== null && mine.enrolledAt >= changedAt) return false
  if (mine.waiting !== null && mine.waiting.since >= changedAt) return false
  return ['enrolled', 'ask_coming', 'sign_in', 'applied', 'waiting', 'offered'].includes(stage)
}
