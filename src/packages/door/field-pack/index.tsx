import { FieldPackView } from '@/features/attendance/officer/field-pack-view'
import { useWorkOrg } from '@/features/people/work-org'
import { routes } from '@/platform/navigation/routes'
import { fetchDoorPages } from '../door-pages'
import { OfficerPage } from '../../workbench/officer-page'

export default function FieldPackPage() {
  const { orgId, orgName, choices } = useWorkOrg()
  return (
    <OfficerPage current='field-pack' address={routes.fieldPack()}>
      {orgId !== null && <FieldPackView org={{ orgId, orgName }} orgs={choices} onFetched={fetchDoorPages} />}
    </OfficerPage>
  )
}
