import { useDidShow, usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro'
import { LikeAnswers } from '@/features/cases/like-answers'
import { PhoneMessages } from '@/features/inbox/phone-messages'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { SessionView } from '@/features/sessions/session-view'
import { shareCard } from '@/features/sessions/share'
import { useDutySession } from '@/features/sessions/use-duty-session'
import { stopRefresh } from '@/platform/navigation'
import { staleSince } from '@/sync/use-query'

export default function SessionPage() {
  const { params } = useRouter()
  const loggedIn = useMe((state) => state.me?.consented === true)
  const model = useDutySession(params, loggedIn)
  const { query } = model
  useDidShow(() => void query.reload())
  usePullDownRefresh(() => void query.reload().finally(stopRefresh))
  useShareAppMessage(() => shareCard(query.data))
  return (
    <PageFrame stale={staleSince(query)}>
      <SessionView
        model={model}
        likeAnswers={(question, found) => <LikeAnswers text={question} onFound={found} />}
        phoneMessages={(uses) => <PhoneMessages uses={uses} />}
      />
    </PageFrame>
  )
}
