import type { PropsWithChildren } from 'react'
import { useDidShow, useLaunch } from '@tarojs/taro'
import { startPhone } from '@/features/people/start'
import { wakeOutbox } from '@/sync/outbox'
import './app.css'

export default function App({ children }: PropsWithChildren) {
  useLaunch(startPhone)
  useDidShow(() => void wakeOutbox())
  return children
}
