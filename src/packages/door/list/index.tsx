import { useEffect, useState } from 'react'
import { useDidHide, useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { DoorView } from '@/features/attendance/officer/door-view'
import { useDoor } from '@/features/attendance/officer/use-door'
import { CancelEvent } from '@/features/events/officer/cancel-event'
import { fetchDoorPages } from '@/pages-ahead'
import { now } from '@/platform/clock'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

export default function DoorPage() {
  const { eventId = '' } = useRouter().params
  const [shown, setShown] = useState(true)
  const event = useQuery('events.get', { eventId })
  const door = useDoor(eventId, shown)
  const reload = () => Promise.all([event.reload(), door.reload()])
  useDidShow(() => {
    setShown(true)
    void event.reload()
  })
  useDidHide(() => setShown(false))
  useEffect(fetchDoorPages, [])
  usePullDownRefresh(() => void reload().then(stopRefresh))
  const mayCancel = event.data?.mayEdit && event.data.status === 'published' && now() < event.data.endsAt
  return (
    <OfficerPage current='managed' address={routes.door(eventId)} oneEvent>
      <DoorView
        door={door}
        event={event.data}
        cancel={
          mayCancel && (
            <CancelEvent
              eventId={eventId}
              inSeries={Boolean(event.data?.seriesId)}
              enrolledCount={door.counts.enrolled}
              onCancelled={() => void reload()}
            />
          )
        }
      />
    </OfficerPage>
  )
}
