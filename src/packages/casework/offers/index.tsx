import { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { OffersView } from '@/features/cases/officer/offers-view'
import { useWorkOrg } from '@/features/people/work-org'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

export default function OffersPage() {
  const { orgId, orgName } = useWorkOrg()
  const services = useQuery(orgId ? 'cases.services' : null, { orgId: orgId ?? '' })
  useDidShow(() => void services.reload())
  usePullDownRefresh(() => void services.reload().then(stopRefresh))
  return (
    <OfficerPage current='offers' address={routes.offers()} query={services}>
      {orgId && <OffersView key={orgId} orgId={orgId} orgName={orgName} services={services} />}
    </OfficerPage>
  )
}
