import type { PropsWithChildren } from 'react'
import { useDidShow, useLaunch } from '@tarojs/taro'
import { refreshPass } from '@/features/attendance/my-pass'
import { startPhone } from '@/features/people/start'
import { dressFrame } from '@/platform/frame'
import { prepareScan } from '@/platform/scan'
import { readToken } from '@/platform/session'
import { wakeOutbox } from '@/sync/outbox'
import { fetchYoungPages } from './pages-ahead'
import './app.css'

/** Long enough for the first page to be there. */
const LATER_MS = 3000

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    dressFrame()
    startPhone()
    if (readToken()) prepareScan()
    setTimeout(fetchYoungPages, LATER_MS)
  })
  useDidShow(() => {
    void wakeOutbox()
    // 我的码 has to be on the phone before there is no network.
    void refreshPass()
  })
  return children
}
