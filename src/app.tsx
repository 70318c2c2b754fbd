import type { PropsWithChildren } from 'react'
import { useDidShow, useLaunch } from '@tarojs/taro'
import { startPhone } from '@/features/people/start'
import { dressFrame } from '@/platform/frame'
import { wakeOutbox } from '@/sync/outbox'
import './app.css'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    dressFrame()
    startPhone()
  })
  useDidShow(() => void wakeOutbox())
  return children
}
