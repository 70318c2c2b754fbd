import { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { OrgSettingsView } from '@/features/people/org-settings-view'
import { useWorkOrg } from '@/features/people/work-org'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../officer-page'

export default function SettingsPage() {
  const { orgId, orgName } = useWorkOrg()
  const settings = useQuery(orgId ? 'people.settings' : null, { orgId: orgId ?? '' })
  useDidShow(() => void settings.reload())
  usePullDownRefresh(() => void settings.reload().then(stopRefresh))
  return (
    <OfficerPage current='settings' address={routes.settings()} query={settings}>
      {orgId && <OrgSettingsView key={orgId} orgId={orgId} orgName={orgName} settings={settings} />}
    </OfficerPage>
  )
}
