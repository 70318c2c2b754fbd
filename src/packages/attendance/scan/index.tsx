import { useLoad, useRouter } from '@tarojs/taro'
import { ScanView } from '@/features/attendance/scan-view'
import { useScan } from '@/features/attendance/use-scan'
import { Entrance } from '@/features/people/entrance'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { readEntryCode } from '@/platform/scan'

export default function ScanPage() {
  const { params } = useRouter()
  const loggedIn = useMe((state) => state.me?.consented === true)
  const model = useScan(params.eventId, readEntryCode(params))
  useLoad(() => void model.begin())
  return (
    <PageFrame bare hideNeedsAction>
      <ScanView model={model} loggedIn={loggedIn} entrance={(reason) => <Entrance reason={reason} />} />
    </PageFrame>
  )
}
