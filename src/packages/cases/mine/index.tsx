import { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { MyCasesView } from '@/features/cases/my-cases-view'
import { useMyCases } from '@/features/cases/use-my-cases'
import { LoginNeeded } from '@/features/people/login-needed'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { stopRefresh } from '@/platform/navigation'
import { staleSince } from '@/sync/use-query'

export default function MyCasesPage() {
  const { me, ready } = useMe()
  const loggedIn = me?.consented === true
  const model = useMyCases(loggedIn)
  const { pages } = model
  useDidShow(() => void pages.reload())
  usePullDownRefresh(() => void pages.restart().finally(stopRefresh))
  useReachBottom(() => void pages.more())
  return (
    <PageFrame stale={staleSince(pages)}>
      {loggedIn && <MyCasesView model={model} />}
      {ready && !loggedIn && <LoginNeeded />}
    </PageFrame>
  )
}
