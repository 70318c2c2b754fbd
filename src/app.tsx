import type { PropsWithChildren } from 'react'
import { useLaunch } from '@tarojs/taro'
import { dressFrame } from '@/platform/frame'
import './app.css'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => dressFrame())
  return children
}
