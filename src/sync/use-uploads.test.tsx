import { act, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import { callFake } from '@/platform/call/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { pictureFake, pictureOf } from '@/platform/picture/fake'
import { callsOf, logInAs, newPhone, refused, serve } from './_phone'
import { useUploads, type Uploads } from './use-uploads'

const FIRST = 'owner/first'
let uploads: Uploads

function Form({ first, most }: { first: string[]; most: number }) {
  uploads = useUploads(first, most)
  return null
}
const show = (first: string[] = [], most = 9) => render(<Form first={first} most={most} />)
const add = () => act(() => uploads.add())

beforeEach(() => {
  newPhone()
  logInAs('somebody')
  pictureFake.album = [pictureOf('AAAA'), pictureOf('BBBB')]
  let n = 0
  serve({ 'files.keep': () => ({ file: `owner/${(n += 1)}`, mime: 'image/jpeg' as const, size: 3 }) })
})

test('what is chosen is sent at once, and stands behind what was there', async () => {
  show([FIRST])
  await add()
  expect(callsOf('files.keep').map((call) => call.input)).toEqual([{ content: 'AAAA' }, { content: 'BBBB' }])
  expect(uploads.files).toEqual([FIRST, 'owner/1', 'owner/2'])
  expect(uploads.pictures[1]).toMatchObject({ preview: 'picture://AAAA', state: 'kept' })
  expect(uploads.complete).toBe(true)
})

test('no more can be chosen than there is room for', async () => {
  show([FIRST], 2)
  await add()
  expect(pictureFake.wishes).toEqual([{ count: 1 }])
  expect(uploads.pictures).toHaveLength(2)
})

test('what did not arrive is seen, is not counted, and can be sent again', async () => {
  show()
  serve({ 'files.keep': refused('unavailable') })
  pictureFake.album = [pictureOf('AAAA')]
  await add()
  expect(uploads.pictures[0]).toMatchObject({ state: 'failed', file: null })
  expect(uploads.complete).toBe(false)
  expect(uploads.files).toEqual([])
  expect(navigationFake.toasts).toEqual(['服务正在恢复，已保存的都还在，稍等再试'])
  serve({ 'files.keep': { file: 'owner/9', mime: 'image/jpeg', size: 3 } })
  await act(() => uploads.retry(uploads.pictures[0]!.key))
  expect(uploads.files).toEqual(['owner/9'])
})

test('one that is taken away while it is on its way stays away', async () => {
  show()
  let answer: () => void = () => undefined
  callFake.server = () =>
    new Promise((resolve) => (answer = () => resolve({ ok: true, data: { file: 'owner/1', mime: 'image/jpeg', size: 3 } })))
  pictureFake.album = [pictureOf('AAAA')]
  let adding = Promise.resolve()
  await act(async () => {
    adding = uploads.add()
  })
  act(() => uploads.remove(uploads.pictures[0]!.key))
  await act(async () => {
    answer()
    await adding
  })
  expect(uploads.pictures).toEqual([])
})

test('a file that is no picture is refused in words', async () => {
  show([FIRST])
  pictureFake.trouble = new AppError('not_a_picture')
  await add()
  expect(navigationFake.toasts).toEqual(['这不是图片，请选一张照片'])
  expect(uploads.files).toEqual([FIRST])
})
