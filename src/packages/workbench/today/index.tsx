import { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useMe } from '@/features/people/me'
import { useWorkOrg } from '@/features/people/work-org'
import { WorkbenchView } from '@/features/reports/workbench-view'
import { receptionsOn, TodayReceptions } from '@/features/sessions/officer/today-receptions'
import { now } from '@/platform/clock'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../officer-page'

export default function TodayPage() {
  const org = useWorkOrg()
  const workbench = useQuery(org.orgId ? 'reports.workbench' : null, { orgId: org.orgId ?? '' })
  const personId = useMe((state) => state.me?.id ?? null)
  const plan = useQuery(org.orgId ? 'sessions.plan' : null, { orgId: org.orgId ?? '' })
  const cases = useQuery(org.orgId ? 'cases.list' : null, { orgId: org.orgId ?? '', which: 'overdue', limit: 1 })
  const reload = () => Promise.all([workbench.reload(), plan.reload(), cases.reload()])
  useDidShow(() => void reload())
  usePullDownRefresh(() => void reload().then(stopRefresh))
  const ownOrgIds = org.choices.map((choice) => choice.orgId)
  const receptions = receptionsOn(plan.data?.items ?? [], ownOrgIds, now())
  return (
    <OfficerPage current='today' address={routes.workbench()} query={workbench}>
      <WorkbenchView
        org={org}
        workbench={workbench}
        cases={cases.data?.counts ?? null}
        receptions={receptions.length > 0 && <TodayReceptions sessions={receptions} personId={personId} />}
      />
    </OfficerPage>
  )
}
