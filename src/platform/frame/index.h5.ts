import './frame.css'

/** Taro's navigation bar is made of boxes that only a finger can press. */
const BUTTONS = [
  { selector: '.taro-navigation-bar-back', label: '返回' },
  { selector: '.taro-navigation-bar-home', label: '回首页' },
]

/** What the parts of the page are, for those who walk through it by ear. */
const LANDMARKS = [
  { selector: '#taro-navigation-bar', role: 'banner' },
  { selector: '#app', role: 'main' },
  { selector: 'taro-tabbar', role: 'navigation' },
]

export function dressFrame(): void {
  document.addEventListener('click', keepFromScriptLink)
  for (const { selector, role } of LANDMARKS) document.querySelector(selector)?.setAttribute('role', role)
  const title = document.querySelector('.taro-navigation-bar-title')
  title?.setAttribute('role', 'heading')
  title?.setAttribute('aria-level', '1')
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

/** Taro's tabs are links to `javascript:;`. The content security policy blocks that with an error at every press. */
function keepFromScriptLink(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest('a[href^="javascript:"]')) event.preventDefault()
}
