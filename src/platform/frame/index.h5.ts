import './frame.css'

/** Taro's navigation bar is made of boxes that only a finger can press. */
const BUTTONS = [
  { selector: '.taro-navigation-bar-back', label: '返回' },
  { selector: '.taro-navigation-bar-home', label: '回首页' },
]

export function dressFrame(): void {
  for (const { selector, label } of BUTTONS) {
    const button = document.querySelector<HTMLElement>(selector)
    if (!button) continue
    button.setAttribute('role', 'button')
    button.setAttribute('aria-label', label)
    button.tabIndex = 0
    button.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') button.click()
    })
  }
}
