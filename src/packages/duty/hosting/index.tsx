import { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { HostingView } from '@/features/sessions/officer/hosting-view'
import { useHosting } from '@/features/sessions/officer/use-hosting'
import { useMe } from '@/features/people/me'
import { useWorkOrg } from '@/features/people/work-org'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { OfficerPage } from '../../workbench/officer-page'

export default function HostingPage() {
  const me = useMe((state) => state.me)
  const { orgId } = useWorkOrg()
  const hosting = useHosting(orgId)
  useDidShow(() => void hosting.reload())
  usePullDownRefresh(() => void hosting.reload().then(stopRefresh))
  return (
    <OfficerPage current='hosting' address={routes.hosting()} query={hosting.current}>
      {me && orgId && <HostingView key={orgId} orgId={orgId} person={{ id: me.id, name: me.name }} hosting={hosting} />}
    </OfficerPage>
  )
}
