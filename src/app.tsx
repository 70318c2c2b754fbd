import type { PropsWithChildren } from 'react'
import { useDidShow, useLaunch } from '@tarojs/taro'
import { refreshPass } from '@/features/attendance/my-pass'
import { startPhone } from '@/features/people/start'
import { dressFrame } from '@/platform/frame'
import { prepareScan } from '@/platform/scan'
import { readToken } from '@/platform/session'
import { wakeOutbox } from '@/sync/outbox'
import './app.css'

/** Long enough for the first page to be there. */
const LATER_MS = 3000

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    dressFrame()
    startPhone()
    if (readToken()) prepareScan()
    // WeChat brings the tabs and preloads the rest (app.config.ts). On the web a page is fetched when it is asked for, and
    // then there may be no network: what a young person needs in a hall is fetched before.
    if (process.env.TARO_ENV === 'h5') {
      setTimeout(() => {
        const pages = [
          import('@/packages/attendance/scan/index'),
          import('@/packages/attendance/outbox/index'),
          import('@/packages/attendance/pass/index'),
          import('@/packages/events/detail/index'),
          import('@/pages/home/index'),
          import('@/pages/events/index'),
          import('@/pages/meetings/index'),
          import('@/pages/me/index'),
        ]
        Promise.all(pages).catch(() => undefined)
      }, LATER_MS)
    }
  })
  useDidShow(() => {
    void wakeOutbox()
    // 我的码 has to be on the phone before there is no network.
    void refreshPass()
  })
  return children
}
