import Taro from '@tarojs/taro'
import { openDialog } from './dialog'
import { element } from './element'
import type { Question } from './types'
import './overlay.css'

export { back, dotTab, open, reLaunch, replace, stopRefresh, switchTab, toTop } from './moves'

/** Longer sentences stay longer: about what is needed to read them. */
export function toast(text: string): void {
  document.querySelector('.overlay-toast')?.remove()
  const box = element('div', { class: 'overlay-toast', role: 'status' }, text)
  document.body.append(box)
  setTimeout(() => box.remove(), 1800 + text.length * 60)
}

export function confirm({ title, text, ok, danger }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const { close } = openDialog({
      label: title,
      content: [element('div', { class: 'overlay-dialog__title' }, title), element('div', { class: 'overlay-dialog__text' }, text)],
      buttons: [
        { id: 'confirm-cancel', text: '再想想', press: () => answer(false) },
        { id: 'confirm-ok', text: ok, kind: danger ? 'danger' : 'primary', press: () => answer(true) },
      ],
      dismissed: () => answer(false),
    })
    function answer(confirmed: boolean): void {
      close()
      resolve(confirmed)
    }
  })
}

export function choose(items: string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const { close } = openDialog({
      label: '请选择',
      sheet: true,
      content: [],
      buttons: [
        ...items.map((text, index) => ({ id: `choose-${index}`, text, press: () => answer(index) })),
        { id: 'choose-cancel', text: '取消', kind: 'quiet' as const, press: () => answer(null) },
      ],
      dismissed: () => answer(null),
    })
    function answer(index: number | null): void {
      close()
      resolve(index)
    }
  })
}

export function vibrate(): void {
  // Before the first press in a page browsers refuse, and complain.
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(30)
}

export function setTitle(text: string): void {
  void Taro.setNavigationBarTitle({ title: text })
}

export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    copyBySelection(text)
  }
  toast('已复制')
}

/** Where the clipboard is kept from pages that came without https. */
function copyBySelection(text: string): void {
  const box = document.createElement('textarea')
  box.value = text
  document.body.append(box)
  box.select()
  document.execCommand('copy')
  box.remove()
}
