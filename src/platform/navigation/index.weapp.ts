import Taro from '@tarojs/taro'
import type { Question } from './types'

export { back, dotTab, open, reLaunch, replace, stopRefresh, switchTab, toTop } from './moves'

export function toast(text: string): void {
  void Taro.showToast({ title: text, icon: 'none', duration: 2200 })
}

export async function confirm({ title, text, ok, danger }: Question): Promise<boolean> {
  const { confirm: confirmed } = await Taro.showModal({
    title,
    content: text,
    // WeChat refuses words of more than four characters here.
    confirmText: Array.from(ok).length > 4 ? '确定' : ok,
    cancelText: '再想想',
    ...(danger ? { confirmColor: '#C4281C' } : {}),
  })
  return confirmed
}

export async function choose(items: string[]): Promise<number | null> {
  try {
    const { tapIndex } = await Taro.showActionSheet({ itemList: items })
    return tapIndex
  } catch {
    return null
  }
}

export function vibrate(): void {
  void Taro.vibrateShort({ type: 'medium' }).catch(() => undefined)
}

export function setTitle(text: string): void {
  void Taro.setNavigationBarTitle({ title: text })
}

/** WeChat says by itself that it was copied. */
export async function copy(text: string): Promise<void> {
  await Taro.setClipboardData({ data: text })
}
