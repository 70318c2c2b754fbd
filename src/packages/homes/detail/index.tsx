import { useDidShow, usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro'
import { EventCell } from '@/features/events/event-cell'
import { ShowcaseCard } from '@/features/events/showcase-card'
import { HomeView } from '@/features/homes/home-view'
import { homeShareCard } from '@/features/homes/share-home'
import { useHome } from '@/features/homes/use-home'
import { PageFrame } from '@/features/people/page-frame'
import { now } from '@/platform/clock'
import { open, stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { staleSince } from '@/sync/use-query'

export default function YouthHomePage() {
  const { params } = useRouter()
  const home = useHome(params)
  const moment = now()
  useDidShow(() => void home.reload())
  usePullDownRefresh(() => void home.reload().finally(stopRefresh))
  useShareAppMessage(() => homeShareCard(home.data))
  return (
    <PageFrame stale={staleSince(home)}>
      <HomeView
        home={home}
        eventLine={(event) => <EventCell key={event.id} event={event} now={moment} onPress={() => open(routes.event(event.code))} />}
        showcase={(showcase) => <ShowcaseCard showcase={showcase} label='活动现场' />}
      />
    </PageFrame>
  )
}
