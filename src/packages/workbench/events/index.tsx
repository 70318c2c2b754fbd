import { useState } from 'react'
import { useDidShow, usePullDownRefresh, useReachBottom, useRouter } from '@tarojs/taro'
import { useWorkOrg } from '@/features/people/work-org'
import { ManagedView, managedWhen } from '@/features/reports/managed-view'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { usePages } from '@/sync/use-pages'
import { OfficerPage } from '../officer-page'

export default function ManagedPage() {
  const { params } = useRouter()
  const { orgId, orgName } = useWorkOrg()
  const [when, setWhen] = useState(() => managedWhen(params.when))
  const events = usePages(orgId ? 'events.managed' : null, { orgId: orgId ?? '', when })
  useDidShow(() => void events.reload())
  useReachBottom(() => void events.more())
  usePullDownRefresh(() => void events.restart().then(stopRefresh))
  return (
    <OfficerPage current='managed' address={routes.managed(when)} query={events}>
      <ManagedView orgName={orgName} when={when} onWhen={setWhen} events={events} />
    </OfficerPage>
  )
}
