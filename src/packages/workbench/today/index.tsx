import { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useWorkOrg } from '@/features/people/work-org'
import { WorkbenchView } from '@/features/reports/workbench-view'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../officer-page'

export default function TodayPage() {
  const org = useWorkOrg()
  const workbench = useQuery(org.orgId ? 'reports.workbench' : null, { orgId: org.orgId ?? '' })
  useDidShow(() => void workbench.reload())
  usePullDownRefresh(() => void workbench.reload().then(stopRefresh))
  return (
    <OfficerPage current='today' address={routes.workbench()} query={workbench}>
      <WorkbenchView org={org} workbench={workbench} />
    </OfficerPage>
  )
}
