import { useDidShow, useRouter } from '@tarojs/taro'
import { CASE_KIND_NAMES } from '@core/contract/names'
import { useWriteCase } from '@/features/cases/use-write-case'
import { WriteView } from '@/features/cases/write-view'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { staleSince } from '@/sync/use-query'

export default function WriteCasePage() {
  const { params } = useRouter()
  const loggedIn = useMe((state) => state.me?.consented === true)
  const model = useWriteCase(params, loggedIn)
  const { services, kind } = model
  useDidShow(() => void services.reload())
  return (
    <PageFrame title={CASE_KIND_NAMES[kind]} stale={staleSince(services)}>
      <WriteView model={model} />
    </PageFrame>
  )
}
