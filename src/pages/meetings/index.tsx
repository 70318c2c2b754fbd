import { useState } from 'react'
import { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { WriteInstead } from '@/features/cases/case-entrances'
import { DutyHomes } from '@/features/homes/duty-homes'
import { HomeSheet } from '@/features/homes/home-sheet'
import { homeName, useHomes } from '@/features/homes/use-homes'
import { PageFrame } from '@/features/people/page-frame'
import { SessionListView } from '@/features/sessions/session-list-view'
import { useSessionList } from '@/features/sessions/use-session-list'
import { stopRefresh } from '@/platform/navigation'
import { staleSince } from '@/sync/use-query'

export default function MeetingsPage() {
  const list = useSessionList()
  const homes = useHomes()
  const [choosing, setChoosing] = useState(false)
  const { homeId, pages } = list
  useDidShow(() => void pages.reload())
  usePullDownRefresh(() => void Promise.all([pages.restart(), homes.reload()]).finally(stopRefresh))
  useReachBottom(() => void pages.more())
  function choose(chosen: string | undefined) {
    list.narrow(chosen ?? null)
    setChoosing(false)
  }
  return (
    <PageFrame stale={staleSince(pages)}>
      <SessionListView
        list={list}
        homeName={homeName(homes.data?.items, homeId ?? undefined)}
        onChooseHome={() => setChoosing(true)}
        otherwise={
          <>
            <WriteInstead />
            <DutyHomes homes={homes.data?.items ?? []} homeId={homeId} />
          </>
        }
      />
      <HomeSheet open={choosing} homes={homes} value={homeId ?? undefined} onChoose={choose} onClose={() => setChoosing(false)} />
    </PageFrame>
  )
}
