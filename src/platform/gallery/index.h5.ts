import type { FileRef } from '@core/contract/common'
import { keepFocus } from '../navigation/dialog'
import { element } from '../navigation/element'
import './overlay.css'

export function pictureAddress(file: FileRef): string | null {
  return `${process.env.TARO_APP_API ?? ''}/files/${file}`
}

/** Taro's own viewer for the web knows fingers only. This one also knows a keyboard, and closes by Esc and by the way back. */
export async function openGallery(sources: readonly string[], first: number): Promise<void> {
  const before = document.activeElement
  let at = first
  const picture = element('img', { class: 'overlay-gallery__picture' })
  const count = element('div', { class: 'overlay-gallery__count overlay-gallery__among', role: 'status' })
  const box = element(
    'div',
    { class: 'overlay-gallery', role: 'dialog', 'aria-modal': 'true', 'aria-label': '看大图' },
    picture,
    count,
    button('gallery-previous', '上一张', '‹', () => show(at - 1), 'overlay-gallery__among'),
    button('gallery-next', '下一张', '›', () => show(at + 1), 'overlay-gallery__among'),
    button('gallery-close', '关闭', '×', close),
  )
  if (sources.length < 2) for (const alone of box.querySelectorAll('.overlay-gallery__among')) alone.toggleAttribute('hidden', true)

  function show(index: number): void {
    at = (index + sources.length) % sources.length
    picture.setAttribute('src', sources[at] ?? '')
    picture.setAttribute('alt', `第 ${at + 1} 张，共 ${sources.length} 张`)
    count.textContent = `${at + 1} / ${sources.length}`
  }

  function close(): void {
    window.removeEventListener('popstate', close)
    box.remove()
    if (before instanceof HTMLElement) before.focus()
  }

  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') show(at - 1)
    if (event.key === 'ArrowRight') show(at + 1)
  })
  box.addEventListener('click', (event) => {
    if (event.target === box || event.target === picture) close()
  })
  keepFocus(box, close)
  window.addEventListener('popstate', close)
  show(first)
  document.body.append(box)
  box.querySelector<HTMLElement>('#gallery-close')?.focus()
}

function button(id: string, label: string, sign: string, press: () => void, kind = ''): HTMLElement {
  const names = `overlay-gallery__button overlay-${id} ${kind}`
  const made = element('button', { id, type: 'button', class: names, 'aria-label': label }, sign)
  made.addEventListener('click', press)
  return made
}
