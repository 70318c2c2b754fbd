import type { PropsWithChildren } from 'react'
import { useDidShow, useLaunch } from '@tarojs/taro'
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
    // WeChat preloads sub-packages by itself (app.config.ts); on the web the page that signs in must not need a network.
    if (process.env.TARO_ENV === 'h5') setTimeout(() => void import('@/packages/attendance/scan/index').catch(() => undefined), LATER_MS)
  })
  useDidShow(() => void wakeOutbox())
  return children
}
