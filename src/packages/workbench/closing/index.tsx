import { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { ClosingView } from '@/features/events/officer/closing-view'
import { useMe } from '@/features/people/me'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../officer-page'

export default function ClosingPage() {
  const { eventId = '' } = useRouter().params
  const closerId = useMe((state) => state.me?.id ?? '')
  const closing = useQuery('events.closing', { eventId })
  const closed = closing.data !== null && closing.data.closedAt !== null
  const afterwards = useQuery(closed ? 'events.afterwards' : null, { eventId })
  const reload = () => Promise.all([closing.reload(), afterwards.reload()])
  useDidShow(() => void reload())
  usePullDownRefresh(() => void reload().then(stopRefresh))
  return (
    <OfficerPage current='managed' address={routes.closing(eventId)} query={closing} oneEvent>
      <ClosingView closing={closing} afterwards={afterwards} closerId={closerId} />
    </OfficerPage>
  )
}
