import { useRouter } from '@tarojs/taro'
import { RotaPage } from '@/features/sessions/officer/rota-page'
import { useWorkOrg } from '@/features/people/work-org'
import { back } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { OfficerPage } from '../../workbench/officer-page'

export default function EditRotaPage() {
  const { rotaId } = useRouter().params
  const { orgId } = useWorkOrg()
  return (
    <OfficerPage current='plan' address={routes.rota(rotaId)}>
      <RotaPage key={orgId} orgId={orgId ?? ''} rotaId={rotaId || null} onSaved={back} />
    </OfficerPage>
  )
}
