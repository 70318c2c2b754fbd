import { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { ModelsView } from '@/features/homes/officer/models-view'
import { useWorkOrg } from '@/features/people/work-org'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

export default function ModelsPage() {
  const { orgId } = useWorkOrg()
  const models = useQuery(orgId ? 'homes.models' : null, { orgId: orgId ?? '' })
  useDidShow(() => void models.reload())
  usePullDownRefresh(() => void models.reload().then(stopRefresh))
  return (
    <OfficerPage current='models' address={routes.modelHomes()} query={models}>
      <ModelsView key={orgId} models={models} />
    </OfficerPage>
  )
}
