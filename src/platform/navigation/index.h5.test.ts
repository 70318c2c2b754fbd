import { choose, confirm, copy, toast } from './index.h5'

const button = (id: string) => document.getElementById(id) as HTMLButtonElement
const press = (key: string, shiftKey = false) =>
  document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }))
const CANCEL = { title: '取消活动？', text: '<b>12 人</b>会收到通知', ok: '取消活动', danger: true }

beforeEach(() => {
  document.body.innerHTML = '<button id="before">取消</button>'
  button('before').focus()
})

test('a question is asked above the page, as text, and answered by its buttons', async () => {
  const answer = confirm(CANCEL)
  const dialog = document.querySelector('[role=alertdialog]')!
  expect(dialog).toHaveTextContent('<b>12 人</b>会收到通知')
  expect(button('confirm-ok')).toHaveFocus()
  button('confirm-ok').click()
  await expect(answer).resolves.toBe(true)
  expect(document.querySelector('[role=alertdialog]')).toBeNull()
  expect(button('before')).toHaveFocus()
})

test('Esc, the ground and the way back are a no', async () => {
  const byKey = confirm(CANCEL)
  press('Escape')
  await expect(byKey).resolves.toBe(false)
  const byGround = confirm(CANCEL)
  document.querySelector<HTMLElement>('.overlay-dialog')!.click()
  await expect(byGround).resolves.toBe(false)
  const byBack = confirm(CANCEL)
  window.dispatchEvent(new PopStateEvent('popstate'))
  await expect(byBack).resolves.toBe(false)
})

test('Tab stays among the buttons', () => {
  void confirm(CANCEL)
  press('Tab')
  expect(button('confirm-cancel')).toHaveFocus()
  press('Tab', true)
  expect(button('confirm-ok')).toHaveFocus()
})

test('of a list one is chosen, or none', async () => {
  const chosen = choose(['东关青年之家', '县青年中心'])
  button('choose-1').click()
  await expect(chosen).resolves.toBe(1)
  const none = choose(['东关青年之家'])
  button('choose-cancel').click()
  await expect(none).resolves.toBeNull()
})

test('one sentence at a time, and it goes by itself', () => {
  jest.useFakeTimers()
  toast('已经报名')
  toast('已取消')
  expect(document.querySelectorAll('[role=status]')).toHaveLength(1)
  jest.advanceTimersByTime(5000)
  expect(document.querySelector('[role=status]')).toBeNull()
  jest.useRealTimers()
})

test('what is copied is said to be', async () => {
  const written: string[] = []
  Object.assign(navigator, { clipboard: { writeText: async (text: string) => void written.push(text) } })
  await copy('https://youyue.example/s')
  expect(written).toEqual(['https://youyue.example/s'])
  expect(document.querySelector('[role=status]')).toHaveTextContent('已复制')
})
