import { useEffect } from 'react'
import { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { CaseView } from '@/features/cases/case-view'
import { useMyCase } from '@/features/cases/use-case'
import { PhoneMessages } from '@/features/inbox/phone-messages'
import { LoginNeeded } from '@/features/people/login-needed'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { replace, stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { staleSince } from '@/sync/use-query'

export default function MyCasePage() {
  const { params } = useRouter()
  const { me, ready } = useMe()
  const loggedIn = me?.consented === true
  const { caseId = '' } = params
  const model = useMyCase(caseId, loggedIn)
  const { query } = model
  // Messages of a whistle go to officers, who have theirs on the workbench.
  const isWhistle = query.data?.kind === 'whistle'
  useEffect(() => {
    if (isWhistle) replace(routes.workCase(caseId))
  }, [isWhistle, caseId])
  useDidShow(() => void query.reload())
  usePullDownRefresh(() => void query.reload().finally(stopRefresh))
  return (
    <PageFrame stale={staleSince(query)}>
      {loggedIn && !isWhistle && <CaseView model={model} phoneMessages={(uses) => <PhoneMessages uses={uses} />} />}
      {ready && !loggedIn && <LoginNeeded />}
    </PageFrame>
  )
}
