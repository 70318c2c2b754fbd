import { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { InboxView } from '@/features/inbox/inbox-view'
import { useInbox } from '@/features/inbox/use-inbox'
import { LoginNeeded } from '@/features/people/login-needed'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { now } from '@/platform/clock'
import { stopRefresh } from '@/platform/navigation'
import { staleSince } from '@/sync/use-query'

export default function InboxPage() {
  const { me, ready } = useMe()
  const loggedIn = me?.consented === true
  const model = useInbox(loggedIn)
  const { pages } = model
  useDidShow(() => void pages.reload())
  usePullDownRefresh(() => void pages.restart().finally(stopRefresh))
  useReachBottom(() => void pages.more())
  return (
    <PageFrame stale={staleSince(pages)}>
      {loggedIn && <InboxView model={model} now={now()} />}
      {ready && !loggedIn && <LoginNeeded />}
    </PageFrame>
  )
}
