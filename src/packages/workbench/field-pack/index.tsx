import { FieldPackView } from '@/features/attendance/officer/field-pack-view'
import { useWorkOrg } from '@/features/people/work-org'
import { routes } from '@/platform/navigation/routes'
import { OfficerPage } from '../officer-page'

export default function FieldPackPage() {
  const { orgId, orgName, choices } = useWorkOrg()
  return (
    <OfficerPage current='field-pack' address={routes.fieldPack()}>
      {orgId !== null && <FieldPackView org={{ orgId, orgName }} orgs={choices} onFetched={fetchPages} />}
    </OfficerPage>
  )
}

/** On the web a page is fetched when it is asked for, and in a village there is no network. WeChat has them by app.config.ts. */
function fetchPages(): void {
  if (process.env.TARO_ENV !== 'h5') return
  const pages = [
    import('@/packages/workbench/door/index'),
    import('@/packages/workbench/reverse-scan/index'),
    import('@/packages/workbench/roll-call/index'),
    import('@/packages/screen/event/index'),
  ]
  Promise.all(pages).catch(() => undefined)
}
