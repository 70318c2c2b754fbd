import { useRouter } from '@tarojs/taro'
import { ShowcaseView, type SavedShowcase } from '@/features/events/officer/showcase-view'
import { back, toast } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../officer-page'

const SAVED = {
  published: '公开了',
  waiting: '交上去了，负责人看过就公开',
  taken_down: '撤下了',
} satisfies Record<SavedShowcase, string>

/** Nothing is asked again while somebody writes: what they have put together must not be drawn anew. */
export default function ShowcasePage() {
  const { eventId = '' } = useRouter().params
  const event = useQuery('events.get', { eventId })
  const afterwards = useQuery(event.data?.mayEdit ? 'events.afterwards' : null, { eventId })
  function saved(what: SavedShowcase) {
    toast(SAVED[what])
    void Promise.all([event.reload(), afterwards.reload()])
    back()
  }
  return (
    <OfficerPage current='managed' address={routes.showcase(eventId)} query={event} oneEvent>
      <ShowcaseView event={event} afterwards={afterwards} onSaved={saved} />
    </OfficerPage>
  )
}
