import { useState } from 'react'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { MyPassView } from '@/features/attendance/my-pass-view'
import { Entrance } from '@/features/people/entrance'
import { useMe } from '@/features/people/me'
import { PageFrame } from '@/features/people/page-frame'

export default function PassPage() {
  const loggedIn = useMe((state) => state.me?.consented === true)
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  return <PageFrame>{loggedIn ? <MyPassView active={shown} /> : <Entrance reason='登录后才有你的码' />}</PageFrame>
}
