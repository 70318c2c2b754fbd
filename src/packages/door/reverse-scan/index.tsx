import { useState } from 'react'
import { useDidHide, useDidShow, useRouter } from '@tarojs/taro'
import { ReverseScanView } from '@/features/attendance/officer/reverse-scan-view'
import { useDoor } from '@/features/attendance/officer/use-door'
import { routes } from '@/platform/navigation/routes'
import { OfficerPage } from '../../workbench/officer-page'

export default function ReverseScanPage() {
  const { eventId = '' } = useRouter().params
  const [shown, setShown] = useState(true)
  const door = useDoor(eventId, shown)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  return (
    <OfficerPage current='managed' address={routes.reverseScan(eventId)} oneEvent bare>
      <ReverseScanView door={door} />
    </OfficerPage>
  )
}
