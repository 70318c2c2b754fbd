import { useState } from 'react'
import { useDidShow, usePullDownRefresh, useReachBottom, useRouter } from '@tarojs/taro'
import { CaseworkView } from '@/features/cases/officer/casework-view'
import { listOf, type CaseWhich } from '@/features/cases/officer/work-words'
import { useWorkOrg } from '@/features/people/work-org'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { usePages } from '@/sync/use-pages'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

export default function CaseworkPage() {
  const { params } = useRouter()
  const { orgId, orgName } = useWorkOrg()
  const [chosen, choose] = useState<CaseWhich | null>(null)
  const overdue = useQuery(orgId ? 'cases.list' : null, { orgId: orgId ?? '', which: 'overdue', limit: 1 })
  const counts = overdue.data?.counts ?? null
  const which = chosen ?? listOf(params.which, counts)
  // Which list comes first is not known before what is late has been counted: a list that changes under the finger is worse than a moment.
  const known = chosen !== null || params.which !== undefined || overdue.state !== 'loading'
  const cases = usePages(orgId && known ? 'cases.list' : null, { orgId: orgId ?? '', which, limit: 20 })
  const reload = () => Promise.all([overdue.reload(), cases.reload()])
  useDidShow(() => void reload())
  useReachBottom(() => void cases.more())
  usePullDownRefresh(() => void Promise.all([overdue.reload(), cases.restart()]).then(stopRefresh))
  return (
    <OfficerPage current='casework' address={routes.casework(which)} query={cases}>
      <CaseworkView orgName={orgName} which={which} onWhich={choose} counts={cases.data?.counts ?? counts} cases={cases} />
    </OfficerPage>
  )
}
