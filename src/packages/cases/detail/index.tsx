import { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { CaseView } from '@/features/cases/case-view'
import { useMyCase } from '@/features/cases/use-case'
import { PhoneMessages } from '@/features/inbox/phone-messages'
import { LoginNeeded } from '@/features/people/login-needed'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { stopRefresh } from '@/platform/navigation'
import { staleSince } from '@/sync/use-query'

export default function MyCasePage() {
  const { params } = useRouter()
  const { me, ready } = useMe()
  const loggedIn = me?.consented === true
  const model = useMyCase(params.caseId ?? '', loggedIn)
  const { query } = model
  useDidShow(() => void query.reload())
  usePullDownRefresh(() => void query.reload().finally(stopRefresh))
  return (
    <PageFrame stale={staleSince(query)}>
      {loggedIn && <CaseView model={model} phoneMessages={(uses) => <PhoneMessages uses={uses} />} />}
      {ready && !loggedIn && <LoginNeeded />}
    </PageFrame>
  )
}
