import { useWhistle } from '@/features/cases/officer/use-whistle'
import { WhistleView } from '@/features/cases/officer/whistle-view'
import { useWorkOrg } from '@/features/people/work-org'
import { routes } from '@/platform/navigation/routes'
import { OfficerPage } from '../../workbench/officer-page'

export default function WhistlePage() {
  const { orgId, orgName } = useWorkOrg()
  return (
    <OfficerPage current='whistle' address={routes.whistle()}>
      {orgId && <Whistle key={orgId} orgId={orgId} orgName={orgName} />}
    </OfficerPage>
  )
}

function Whistle({ orgId, orgName }: { orgId: string; orgName: string }) {
  return <WhistleView orgName={orgName} model={useWhistle(orgId)} />
}
