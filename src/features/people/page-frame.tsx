import { useEffect, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import { fill, WORDING } from '@core/contract/wording'
import { momentName } from '@core/rules/shared/moments'
import { Notice } from '@/components/notice/notice'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { open, setTitle } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useOutboxView } from '@/sync/outbox'
import { useOnline } from '@/sync/use-online'
import { useLargeText } from './large-text'
import { useMe } from './me'
import './page-frame.css'

export interface PageFrameProps {
  children: ReactNode
  /** Set in the bar above the page, where it is not the one of the page's own settings. */
  title?: string
  /** Shown in place of `children` from 1,024 px on, as wide as it likes. */
  wide?: ReactNode
  /** What is shown is from then: neither network nor server answered since. */
  stale?: Instant | null
  /** The content reaches the edges of the screen and speaks for itself (a full-screen result). */
  bare?: boolean
  /** The page itself is about what could not be delivered. */
  hideNeedsAction?: boolean
}

/** What every page stands in: what must be known on all of them, the size of the text, and the width of a desk. */
export function PageFrame({ children, title, wide, stale = null, bare, hideNeedsAction }: PageFrameProps) {
  const isWide = useWide()
  const large = useLargeText((state) => state.large)
  const demo = useMe((state) => state.demo)
  const atDesk = isWide && wide !== undefined
  useEffect(() => {
    if (title) setTitle(title)
  }, [title])
  const names = ['page-frame', bare && 'page-frame--bare', atDesk && 'page-frame--desk', large && 'large']
  return (
    <View id='page-frame' className={names.filter(Boolean).join(' ')}>
      <View className='page-frame__notices'>
        {demo && (
          <Notice id='demo-banner' tone='gold'>
            演示环境，数据会清空，别填真实信息
          </Notice>
        )}
        {!bare && <NetworkNotice stale={stale} />}
        {!hideNeedsAction && <NeedsActionNotice />}
      </View>
      <View className='page-frame__content'>{atDesk ? wide : children}</View>
    </View>
  )
}

function NetworkNotice({ stale }: { stale: Instant | null }) {
  const online = useOnline()
  if (stale === null && online) return null
  const sentence =
    stale === null
      ? '没有网络，扫码照样能存下来'
      : online
        ? WORDING.load_error
        : fill(WORDING.offline_banner, { time: momentName(stale, now()) })
  return (
    <Notice id='network-banner' tone='grey' icon='wifi-off'>
      {sentence}
    </Notice>
  )
}

function NeedsActionNotice() {
  const { mine, needsActionCount } = useOutboxView()
  if (needsActionCount === 0) return null
  const unclaimed = mine.filter(
    ({ record, seen }) => seen === 'needs_action' && record.person === null && record.state === 'waiting',
  ).length
  const sentence =
    unclaimed === needsActionCount ? `登录前存了 ${unclaimed} 条扫码，是你扫的吗？` : fill(WORDING.needs_action, { n: needsActionCount })
  return (
    <Notice id='needs-action' tone='red' icon='alert' action='去看看' onAction={() => open(routes.outbox())}>
      {sentence}
    </Notice>
  )
}
