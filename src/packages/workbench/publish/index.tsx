import { useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import { ErrorState } from '@/components/error-state/error-state'
import { Skeleton } from '@/components/skeleton/skeleton'
import { PublishView } from '@/features/events/officer/publish-view'
import { useWorkOrg } from '@/features/people/work-org'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../officer-page'

export default function PublishPage() {
  const { orgId } = useWorkOrg()
  const homes = useQuery(orgId ? 'homes.managed' : null, { orgId: orgId ?? '' })
  const [published, setPublished] = useState(false)
  useDidShow(() => void homes.reload())
  return (
    <OfficerPage current='publish' address={routes.publish()} bare={published}>
      {orgId && homes.data ? (
        <PublishView key={orgId} orgId={orgId} homes={homes.data.items} onPublished={setPublished} />
      ) : homes.state === 'failed' ? (
        <ErrorState error={homes.error} onRetry={() => void homes.reload()} />
      ) : (
        <Skeleton rows={5} />
      )}
    </OfficerPage>
  )
}
