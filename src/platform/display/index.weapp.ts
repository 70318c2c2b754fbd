import { useEffect, useState } from 'react'
import Taro from '@tarojs/taro'

const WIDE = 1024

export function isWide(): boolean {
  return Taro.getWindowInfo().windowWidth >= WIDE
}

/** WeChat on a computer has windows that grow. */
export function useWide(): boolean {
  const [wide, setWide] = useState(isWide)
  useEffect(() => {
    const follow = () => setWide(isWide())
    Taro.onWindowResize(follow)
    return () => Taro.offWindowResize(follow)
  }, [])
  return wide
}

export function keepAwake(): () => void {
  void Taro.setKeepScreenOn({ keepScreenOn: true }).catch(() => undefined)
  return () => void Taro.setKeepScreenOn({ keepScreenOn: false }).catch(() => undefined)
}

/** WeChat shows a mini-program in its own frame; the page itself already fills it. */
export function fullscreen(): void {
  return undefined
}
