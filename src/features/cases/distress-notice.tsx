import { WORDING } from '@core/contract/wording'
import { Notice } from '@/components/notice/notice'

/** Whom to call at once, where somebody writes of distress. In the way of nothing. */
export function DistressNotice({ shown }: { shown: boolean }) {
  if (!shown) return null
  return (
    <Notice id='distress' tone='blue' icon='heart'>
      {WORDING.distress}
    </Notice>
  )
}
