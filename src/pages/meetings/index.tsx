import { usePullDownRefresh } from '@tarojs/taro'
import { DutyHomes } from '@/features/homes/duty-homes'
import { useHomes } from '@/features/homes/use-homes'
import { PageFrame } from '@/features/people/page-frame'
import { stopRefresh } from '@/platform/navigation'
import { staleSince } from '@/sync/use-query'

export default function MeetingsPage() {
  const homes = useHomes()
  usePullDownRefresh(() => void homes.reload().finally(stopRefresh))
  return (
    <PageFrame stale={staleSince(homes)}>
      <DutyHomes homes={homes} />
    </PageFrame>
  )
}
