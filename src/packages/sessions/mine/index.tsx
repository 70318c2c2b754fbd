import { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { LoginNeeded } from '@/features/people/login-needed'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { MySessionsView } from '@/features/sessions/my-sessions-view'
import { useMySessions } from '@/features/sessions/use-my-sessions'
import { stopRefresh } from '@/platform/navigation'
import { staleSince } from '@/sync/use-query'

export default function MySessionsPage() {
  const { me, ready } = useMe()
  const loggedIn = me?.consented === true
  const model = useMySessions(loggedIn)
  const { pages } = model
  useDidShow(() => void pages.reload())
  usePullDownRefresh(() => void pages.restart().finally(stopRefresh))
  useReachBottom(() => void pages.more())
  return (
    <PageFrame stale={staleSince(pages)}>
      {loggedIn && <MySessionsView model={model} />}
      {ready && !loggedIn && <LoginNeeded />}
    </PageFrame>
  )
}
