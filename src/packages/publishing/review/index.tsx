import { useDidShow, usePullDownRefresh, useReachBottom, useRouter } from '@tarojs/taro'
import { ReviewEventView } from '@/features/events/officer/review-event-view'
import { ReviewListView } from '@/features/events/officer/review-list-view'
import { useWorkOrg } from '@/features/people/work-org'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { usePages } from '@/sync/use-pages'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

/** What waits for review, or one of them. */
export default function ReviewPage() {
  const { eventId } = useRouter().params
  const { orgId } = useWorkOrg()
  const events = usePages(orgId && !eventId ? 'events.toReview' : null, { orgId: orgId ?? '' })
  const event = useQuery(eventId ? 'events.get' : null, { eventId: eventId ?? '' })
  const shown = eventId ? event : events
  useDidShow(() => void shown.reload())
  useReachBottom(() => void events.more())
  usePullDownRefresh(() => void shown.reload().then(stopRefresh))
  return (
    <OfficerPage current='review' address={routes.review(eventId)} query={shown}>
      {eventId ? <ReviewEventView event={event} /> : <ReviewListView events={events} />}
    </OfficerPage>
  )
}
