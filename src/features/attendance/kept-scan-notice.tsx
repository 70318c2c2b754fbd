import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import { Notice } from '@/components/notice/notice'
import { useTicket } from './ticket'
import './kept-scan-notice.css'

/** For a scan whose log-in was put off: it is good for ten minutes. */
export function KeptScanNotice({ now, onGo }: { now: Instant; onGo: () => void }) {
  const kept = useTicket((state) => state.kept)
  if (!kept || kept.ticket.expiresAt <= now) return null
  return (
    <View className='kept-scan-notice'>
      <Notice id='kept-scan' tone='green' icon='scan' action='继续' onAction={onGo}>
        「{kept.ticket.event.title}」扫到了，还差一步
      </Notice>
    </View>
  )
}
