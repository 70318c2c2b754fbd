import { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { ServicesView } from '@/features/cases/services-view'
import { PageFrame } from '@/features/people/page-frame'
import { stopRefresh } from '@/platform/navigation'
import { staleSince, useQuery } from '@/sync/use-query'

export default function ServicesPage() {
  const services = useQuery('cases.services', {})
  useDidShow(() => void services.reload())
  usePullDownRefresh(() => void services.reload().finally(stopRefresh))
  return (
    <PageFrame stale={staleSince(services)}>
      <ServicesView services={services} />
    </PageFrame>
  )
}
