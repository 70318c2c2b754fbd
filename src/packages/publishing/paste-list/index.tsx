import { useDidShow, useRouter } from '@tarojs/taro'
import { PasteListView } from '@/features/events/officer/paste-list-view'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

export default function PasteListPage() {
  const { eventId = '' } = useRouter().params
  const event = useQuery('events.get', { eventId })
  useDidShow(() => void event.reload())
  return (
    <OfficerPage current='managed' address={routes.pasteList(eventId)} query={event}>
      <PasteListView event={event} />
    </OfficerPage>
  )
}
