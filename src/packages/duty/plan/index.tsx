import { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { PlanView } from '@/features/sessions/officer/plan-view'
import { useMe } from '@/features/people/me'
import { useWorkOrg } from '@/features/people/work-org'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

export default function PlanPage() {
  const personId = useMe((state) => state.me?.id ?? null)
  const { orgId, choices } = useWorkOrg()
  const plan = useQuery(orgId ? 'sessions.plan' : null, { orgId: orgId ?? '' })
  const rotas = useQuery(orgId ? 'sessions.rotas' : null, { orgId: orgId ?? '' })
  const reload = () => Promise.all([plan.reload(), rotas.reload()])
  useDidShow(() => void reload())
  usePullDownRefresh(() => void reload().then(stopRefresh))
  return (
    <OfficerPage current='plan' address={routes.plan()} query={plan}>
      <PlanView key={orgId} planner={{ personId, ownOrgIds: choices.map((choice) => choice.orgId) }} plan={plan} rotas={rotas} />
    </OfficerPage>
  )
}
