import Taro from '@tarojs/taro'
import { routes, TABS } from './routes'

/** Movement is the same on both platforms: Taro has made it so. */

function isTab(url: string): boolean {
  return TABS.includes(url.split('?')[0]!)
}

export function open(url: string): void {
  if (isTab(url)) return switchTab(url)
  // WeChat keeps ten pages at most.
  if (Taro.getCurrentPages().length >= 10) return replace(url)
  Taro.navigateTo({ url }).catch(() => undefined)
}

export function replace(url: string): void {
  if (isTab(url)) return switchTab(url)
  Taro.redirectTo({ url }).catch(() => undefined)
}

export function switchTab(url: string): void {
  Taro.switchTab({ url }).catch(() => undefined)
}

export function back(): void {
  if (Taro.getCurrentPages().length > 1) Taro.navigateBack().catch(() => undefined)
  else switchTab(routes.home())
}

export function reLaunch(url: string): void {
  Taro.reLaunch({ url }).catch(() => undefined)
}

export function stopRefresh(): void {
  Taro.stopPullDownRefresh()
}

export function toTop(): void {
  Taro.pageScrollTo({ scrollTop: 0, duration: 0 }).catch(() => undefined)
}

export function dotTab(url: string, shown: boolean): void {
  const index = TABS.indexOf(url)
  const done = shown ? Taro.showTabBarRedDot({ index }) : Taro.hideTabBarRedDot({ index })
  // Above a tab there is no tab bar to write on: the tab says it again when it is shown.
  done.catch(() => undefined)
}
