import { useEffect, useState } from 'react'
import { useDidHide, useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { DoorView } from '@/features/attendance/officer/door-view'
import { CancelEvent } from '@/features/events/officer/cancel-event'
import { every, now } from '@/platform/clock'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../officer-page'

/** How often the list at the door is asked for while it is looked at. */
const REFRESH_MS = 10_000

export default function DoorPage() {
  const { eventId = '' } = useRouter().params
  const [shown, setShown] = useState(true)
  const event = useQuery('events.get', { eventId })
  const door = useQuery('attendance.door', { eventId })
  const reload = () => Promise.all([event.reload(), door.reload()])
  useDidShow(() => {
    setShown(true)
    void reload()
  })
  useDidHide(() => setShown(false))
  usePullDownRefresh(() => void reload().then(stopRefresh))
  const reloadDoor = door.reload
  useEffect(() => (shown ? every(REFRESH_MS, () => void reloadDoor()) : undefined), [shown, reloadDoor])
  const mayCancel = event.data?.status === 'published' && now() < event.data.endsAt
  return (
    <OfficerPage current='managed' address={routes.door(eventId)} query={door} oneEvent>
      <DoorView
        event={event}
        door={door}
        cancel={
          mayCancel && <CancelEvent eventId={eventId} enrolledCount={door.data?.enrolledCount ?? 0} onCancelled={() => void reload()} />
        }
      />
    </OfficerPage>
  )
}
