import { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { HelpersView } from '@/features/attendance/officer/helpers-view'
import { useDoor } from '@/features/attendance/officer/use-door'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

export default function HelpersPage() {
  const { eventId = '' } = useRouter().params
  const helpers = useQuery('attendance.helpers', { eventId })
  const { people } = useDoor(eventId)
  useDidShow(() => void helpers.reload())
  usePullDownRefresh(() => void helpers.reload().then(stopRefresh))
  return (
    <OfficerPage current='managed' address={routes.helpers(eventId)} query={helpers} oneEvent>
      <HelpersView eventId={eventId} helpers={helpers} people={people} />
    </OfficerPage>
  )
}
