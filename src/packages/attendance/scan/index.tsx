import { useRouter } from '@tarojs/taro'
import { ScanView } from '@/features/attendance/scan-view'
import { useFirstScan, useScan } from '@/features/attendance/use-scan'
import { Entrance } from '@/features/people/entrance'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'
import { readEntryCode } from '@/platform/scan'

export default function ScanPage() {
  const { params } = useRouter()
  const loggedIn = useMe((state) => state.me?.consented === true)
  const model = useScan(params.eventId)
  useFirstScan(model, readEntryCode(params))
  return (
    <PageFrame bare hideNeedsAction>
      <ScanView model={model} loggedIn={loggedIn} entrance={(reason, onDone) => <Entrance reason={reason} onDone={onDone} />} />
    </PageFrame>
  )
}
