import { dressFrame } from './index.h5'

test('the way back in Taro’s bar can be walked to, read and pressed by keyboard', () => {
  document.body.innerHTML =
    '<div id="taro-navigation-bar"><div class="taro-navigation-bar-home"></div><div class="taro-navigation-bar-back"></div>' +
    '<div class="taro-navigation-bar-title">活动</div></div><div id="app"></div>'
  let pressed = 0
  const back = document.querySelector<HTMLElement>('.taro-navigation-bar-back')!
  back.addEventListener('click', () => (pressed += 1))
  dressFrame()
  expect(back).toHaveAttribute('aria-label', '返回')
  back.focus()
  expect(back).toHaveFocus()
  back.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))
  back.dispatchEvent(new KeyboardEvent('keydown', { key: 'x' }))
  expect(pressed).toBe(1)
  expect(document.querySelector('#app')).toHaveAttribute('role', 'main')
})

test('a page without bars is left alone', () => {
  document.body.innerHTML = ''
  expect(() => dressFrame()).not.toThrow()
})

test('a tab is pressed without running the script that Taro gives it as an address; other links lead where they lead', () => {
  document.body.innerHTML = '<a id="tab" href="javascript:;"><span>我的</span></a><a id="link" href="#part">部分</a>'
  let pressed = 0
  document.querySelector('#tab')!.addEventListener('click', () => (pressed += 1))
  dressFrame()
  const press = (selector: string) =>
    document.querySelector(selector)!.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  expect(press('#tab span')).toBe(false)
  expect(pressed).toBe(1)
  expect(press('#link')).toBe(true)
})
