import { element } from './element'

export interface DialogButton {
  id: string
  text: string
  kind?: 'primary' | 'danger' | 'quiet'
  press: () => void
}

export interface DialogOptions {
  label: string
  content: Node[]
  buttons: DialogButton[]
  /** From below, as an action sheet, instead of in the middle. */
  sheet?: boolean
  /** Esc, the ground, or the page going away. */
  dismissed: () => void
}

/**
 * A question above the page. Taro's own modal knows neither a keyboard nor the dark: this one keeps the focus inside,
 * gives it back at the end, and closes by Esc.
 */
export function openDialog({ label, content, buttons, sheet, dismissed }: DialogOptions): { close: () => void } {
  const before = document.activeElement
  const row = element('div', { class: 'overlay-dialog__buttons' })
  for (const { id, text, kind, press } of buttons) {
    const button = element(
      'button',
      { id, type: 'button', class: `overlay-dialog__button overlay-dialog__button--${kind ?? 'plain'}` },
      text,
    )
    button.addEventListener('click', press)
    row.append(button)
  }
  const box = element(
    'div',
    { class: 'overlay-dialog__box', role: 'alertdialog', 'aria-modal': 'true', 'aria-label': label },
    ...content,
    row,
  )
  const ground = element('div', { class: sheet ? 'overlay-dialog overlay-dialog--sheet' : 'overlay-dialog' }, box)
  ground.addEventListener('click', (event) => {
    if (event.target === ground) dismissed()
  })
  keepFocus(ground, dismissed)
  window.addEventListener('popstate', dismissed)
  document.body.append(ground)
  const last = row.lastElementChild
  if (last instanceof HTMLElement) last.focus()

  return {
    close() {
      window.removeEventListener('popstate', dismissed)
      ground.remove()
      if (before instanceof HTMLElement) before.focus()
    },
  }
}

/** Tab walks in a circle among the buttons of a box; Esc leaves it. */
export function keepFocus(box: HTMLElement, escape: () => void): void {
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      escape()
      return
    }
    if (event.key !== 'Tab') return
    const stops = [...box.querySelectorAll<HTMLElement>('button:not([hidden])')]
    const at = stops.findIndex((stop) => stop === document.activeElement)
    const next = stops[(at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length]
    event.preventDefault()
    next?.focus()
  })
}
