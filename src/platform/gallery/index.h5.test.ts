import { openGallery, pictureAddress } from './index.h5'

const FILE = '01a0b1c2-0000-7000-8000-000000000001/01a0b1c2-0000-7000-8000-000000000002'
const byId = (id: string) => document.getElementById(id) as HTMLButtonElement
const shown = () => document.querySelector('.overlay-gallery img')?.getAttribute('src')
const press = (key: string) => document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))

beforeEach(() => {
  document.body.innerHTML = '<button id="before">看图</button>'
  byId('before').focus()
})

test('a public picture has the address of its reference', () => {
  expect(pictureAddress(FILE)).toBe(`/files/${FILE}`)
})

test('the picture that was pressed comes first, and the others go round by buttons and arrows', async () => {
  await openGallery(['a', 'b', 'c'], 1)
  expect(shown()).toBe('b')
  expect(document.querySelector('.overlay-gallery__count')).toHaveTextContent('2 / 3')
  byId('gallery-next').click()
  expect(shown()).toBe('c')
  press('ArrowRight')
  expect(shown()).toBe('a')
  press('ArrowLeft')
  byId('gallery-previous').click()
  expect(shown()).toBe('b')
})

test.each([
  ['Esc', () => press('Escape')],
  ['the cross', () => byId('gallery-close').click()],
  ['the ground', () => document.querySelector<HTMLElement>('.overlay-gallery')!.click()],
  ['the way back', () => window.dispatchEvent(new PopStateEvent('popstate'))],
])('%s closes it and gives the focus back', async (_, close) => {
  await openGallery(['a', 'b'], 0)
  expect(byId('gallery-close')).toHaveFocus()
  close()
  expect(document.querySelector('.overlay-gallery')).toBeNull()
  expect(byId('before')).toHaveFocus()
})

test('one picture alone has nothing to go on to', async () => {
  await openGallery(['a'], 0)
  expect(byId('gallery-next')).toHaveAttribute('hidden')
})
