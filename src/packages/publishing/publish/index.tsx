import { useEffect, useState } from 'react'
import { useDidShow, useRouter, useShareAppMessage } from '@tarojs/taro'
import { ErrorState } from '@/components/error-state/error-state'
import { Skeleton } from '@/components/skeleton/skeleton'
import { EditEventView } from '@/features/events/officer/edit-event-view'
import { PublishView } from '@/features/events/officer/publish-view'
import { shareCard, type ShareCard } from '@/features/events/share'
import { useWorkOrg } from '@/features/people/work-org'
import { now } from '@/platform/clock'
import { setTitle } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

/** A new event, one like an earlier one (`copy`), or one that exists already (`eventId`). */
export default function PublishPage() {
  const { eventId, copy } = useRouter().params
  const { orgId, orgName } = useWorkOrg()
  const [card, setCard] = useState<ShareCard | null>(null)
  const homes = useQuery(orgId ? 'homes.managed' : null, { orgId: orgId ?? '' })
  const named = eventId ?? copy
  const form = useQuery(named ? 'events.form' : null, { eventId: named ?? '' })
  // A form is filled from what stands on the server now, never from what was kept of it.
  const [openedAt] = useState(now)
  const current = form.fetchedAt !== null && form.fetchedAt >= openedAt ? form.data : null
  const event = useQuery(eventId ? 'events.get' : null, { eventId: eventId ?? '' })
  useDidShow(() => void homes.reload())
  useEffect(() => {
    if (eventId) setTitle('修改活动')
  }, [eventId])
  useShareAppMessage(() => card ?? shareCard(null))

  function content() {
    if (eventId && form.error && !current) return <ErrorState error={form.error} onRetry={() => void form.reload()} />
    if (homes.state === 'failed') return <ErrorState error={homes.error} onRetry={() => void homes.reload()} />
    if (!orgId || !homes.data || (eventId && !current)) return <Skeleton rows={5} />
    const shared = { orgId, orgName, homes: homes.data.items }
    if (!eventId || !current) return <PublishView key={orgId} {...shared} copied={current} onPublished={setCard} />
    return (
      <EditEventView
        key={eventId}
        {...shared}
        eventId={eventId}
        event={current}
        inSeries={Boolean(event.data?.seriesId)}
        onChanged={() => void Promise.all([form.reload(), event.reload()])}
      />
    )
  }

  return (
    <OfficerPage
      current={eventId ? 'managed' : 'publish'}
      address={eventId ? routes.editEvent(eventId) : routes.publish(copy)}
      bare={card !== null}
    >
      {content()}
    </OfficerPage>
  )
}
