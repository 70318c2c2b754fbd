import { useDidShow, usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro'
import { ForgotSignOut } from '@/features/attendance/forgot-sign-out'
import { EventDetailView } from '@/features/events/event-detail-view'
import { shareCard } from '@/features/events/share'
import { useEvent } from '@/features/events/use-event'
import { PhoneMessages } from '@/features/inbox/phone-messages'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { stopRefresh } from '@/platform/navigation'
import { staleSince } from '@/sync/use-query'

export default function EventPage() {
  const { params } = useRouter()
  const loggedIn = useMe((state) => state.me?.consented === true)
  const model = useEvent(params, loggedIn)
  const { query } = model
  useDidShow(() => void query.reload())
  usePullDownRefresh(() => void query.reload().finally(stopRefresh))
  useShareAppMessage(() => shareCard(query.data))
  return (
    <PageFrame stale={staleSince(query)}>
      <EventDetailView
        model={model}
        extra={(event) => <ForgotSignOut event={event} now={model.now} onSent={() => void query.reload()} />}
        phoneMessages={(uses) => <PhoneMessages uses={uses} />}
      />
    </PageFrame>
  )
}
