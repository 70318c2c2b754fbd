import { useRouter } from '@tarojs/taro'
import { ErrorState } from '@/components/error-state/error-state'
import { Skeleton } from '@/components/skeleton/skeleton'
import { CardsView } from '@/features/attendance/officer/cards-view'
import { useWorkOrg } from '@/features/people/work-org'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

export default function CardsPage() {
  const { eventId } = useRouter().params
  const { orgId, orgName, choices } = useWorkOrg()
  const event = useQuery(eventId ? 'events.get' : null, { eventId: eventId ?? '' })
  const of = eventId ? event.data : null
  return (
    <OfficerPage current='cards' address={routes.cards(eventId)}>
      {event.state === 'failed' ? (
        <ErrorState error={event.error} onRetry={() => void event.reload()} />
      ) : orgId === null || (eventId && !of) ? (
        <Skeleton rows={3} />
      ) : (
        <CardsView org={{ orgId, orgName }} orgs={choices} event={of && { id: of.id, title: of.title }} />
      )}
    </OfficerPage>
  )
}
