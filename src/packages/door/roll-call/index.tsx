import { useEffect, useState } from 'react'
import { useDidHide, useDidShow, useRouter } from '@tarojs/taro'
import { RollCallView } from '@/features/attendance/officer/roll-call-view'
import { useDoor } from '@/features/attendance/officer/use-door'
import { setTitle } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { OfficerPage } from '../../workbench/officer-page'

export default function RollCallPage() {
  const { eventId = '', by } = useRouter().params
  const paper = by === 'paper'
  const [shown, setShown] = useState(true)
  const door = useDoor(eventId, shown)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  useEffect(() => {
    if (paper) setTitle('纸质签到表')
  }, [paper])
  return (
    <OfficerPage current='managed' address={routes.rollCall(eventId, paper ? 'paper' : undefined)} oneEvent>
      <RollCallView by={paper ? 'paper' : 'roll_call'} door={door} />
    </OfficerPage>
  )
}
