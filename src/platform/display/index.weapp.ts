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

export function brighten(): () => void {
  let over = false
  let undo: () => void = () => undefined
  Taro.getScreenBrightness().then(
    ({ value }) => {
      if (over) return
      setBrightness(1)
      undo = () => setBrightness(value)
    },
    () => undefined, // a phone that does not tell how bright it was stays as it is
  )
  return () => {
    over = true
    undo()
  }
}

function setBrightness(value: number): void {
  void Taro.setScreenBrightness({ value }).catch(() => undefined)
}

/** WeChat shows a mini-program in its own frame; the page itself already fills it. */
export function fullscreen(): void {
  return undefined
}
