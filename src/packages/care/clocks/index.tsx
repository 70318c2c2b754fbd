import { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { ClocksView } from '@/features/homes/officer/clocks-view'
import { useWorkOrg } from '@/features/people/work-org'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

export default function ClocksPage() {
  const { orgId } = useWorkOrg()
  const clocks = useQuery(orgId ? 'homes.clocks' : null, { orgId: orgId ?? '' })
  const homes = useQuery(orgId ? 'homes.managed' : null, { orgId: orgId ?? '' })
  const reload = () => Promise.all([clocks.reload(), homes.reload()])
  useDidShow(() => void reload())
  usePullDownRefresh(() => void reload().then(stopRefresh))
  return (
    <OfficerPage current='clocks' address={routes.clocks()} query={clocks}>
      <ClocksView key={orgId} orgId={orgId ?? ''} clocks={clocks} homes={homes.data?.items ?? []} orgs={homes.data?.orgs ?? []} />
    </OfficerPage>
  )
}
