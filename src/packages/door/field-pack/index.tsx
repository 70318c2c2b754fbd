import { FieldPackView } from '@/features/attendance/officer/field-pack-view'
import { useWorkOrg } from '@/features/people/work-org'
import { fetchDoorPages } from '@/pages-ahead'
import { routes } from '@/platform/navigation/routes'
import { OfficerPage } from '../../workbench/officer-page'

export default function FieldPackPage() {
  const { orgId, orgName, choices } = useWorkOrg()
  return (
    <OfficerPage current='field-pack' address={routes.fieldPack()}>
      {orgId !== null && <FieldPackView org={{ orgId, orgName }} orgs={choices} onFetched={fetchDoorPages} />}
    </OfficerPage>
  )
}
