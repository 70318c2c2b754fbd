import { useState } from 'react'
import { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { EventListView } from '@/features/events/event-list-view'
import { useEventList } from '@/features/events/use-event-list'
import { HomeSheet } from '@/features/homes/home-sheet'
import { homeName, useHomes } from '@/features/homes/use-homes'
import { PageFrame } from '@/features/people/page-frame'
import { stopRefresh } from '@/platform/navigation'
import { staleSince } from '@/sync/use-query'

export default function EventsPage() {
  const list = useEventList()
  const homes = useHomes()
  const [choosing, setChoosing] = useState(false)
  useDidShow(() => void list.pages.reload())
  usePullDownRefresh(() => void list.pages.restart().finally(stopRefresh))
  useReachBottom(() => void list.pages.more())
  function choose(homeId: string | undefined) {
    list.narrow({ homeId })
    setChoosing(false)
  }
  return (
    <PageFrame stale={staleSince(list.pages)}>
      <EventListView list={list} homeName={homeName(homes.data?.items, list.filter.homeId)} onChooseHome={() => setChoosing(true)} />
      <HomeSheet open={choosing} homes={homes} value={list.filter.homeId} onChoose={choose} onClose={() => setChoosing(false)} />
    </PageFrame>
  )
}
