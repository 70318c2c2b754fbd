import { useEffect, useState } from 'react'
import { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { ErrorState } from '@/components/error-state/error-state'
import { Skeleton } from '@/components/skeleton/skeleton'
import { HomeCareView } from '@/features/homes/officer/home-care-view'
import { HomesList } from '@/features/homes/officer/homes-list'
import { useWorkOrg } from '@/features/people/work-org'
import { now } from '@/platform/clock'
import { setTitle, stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

/** The homes of an organization; the one that `homeId` names, or the only one, to look after. */
export default function HomesPage() {
  const { homeId } = useRouter().params
  const { orgId } = useWorkOrg()
  const homes = useQuery(orgId ? 'homes.managed' : null, { orgId: orgId ?? '' })
  const only = homes.data?.items.length === 1 ? homes.data.items[0]!.id : undefined
  const chosen = homeId ?? only
  const home = useQuery(chosen ? 'homes.get' : null, { homeId: chosen ?? '' })
  // A form is filled from what stands on the server now, never from what was kept of it.
  const [openedAt] = useState(now)
  const current = home.fetchedAt !== null && home.fetchedAt >= openedAt ? home.data : null
  const reload = () => Promise.all([homes.reload(), home.reload()])
  useDidShow(() => void reload())
  usePullDownRefresh(() => void reload().then(stopRefresh))
  const name = current?.name
  useEffect(() => {
    if (name) setTitle(name)
  }, [name])

  function content() {
    if (!chosen) return <HomesList homes={homes} />
    if (current) return <HomeCareView home={current} orgs={homes.data?.orgs ?? []} onChanged={() => void reload()} />
    return home.error ? <ErrorState error={home.error} onRetry={() => void home.reload()} /> : <Skeleton rows={5} />
  }

  return (
    <OfficerPage current='homes' address={routes.homesCare(homeId)} query={homes}>
      {content()}
    </OfficerPage>
  )
}
