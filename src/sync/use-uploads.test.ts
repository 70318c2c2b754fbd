import { act, renderHook } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import { callFake } from '@/platform/call/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { pictureFake, pictureOf } from '@/platform/picture/fake'
import { callsOf, logInAs, newPhone, refused, serve } from './_phone'
import { useUploads } from './use-uploads'

const FIRST = 'owner/first'
const show = (first: string[] = [], most = 9) => renderHook(() => useUploads(first, most)).result
type Shown = ReturnType<typeof show>
const add = (uploads: Shown) => act(() => uploads.current.add())

beforeEach(() => {
  newPhone()
  logInAs('somebody')
  pictureFake.album = [pictureOf('AAAA'), pictureOf('BBBB')]
  let n = 0
  serve({ 'files.keep': () => ({ file: `owner/${(n += 1)}`, mime: 'image/jpeg' as const, size: 3 }) })
})

test('what is chosen is sent at once, and stands behind what was there', async () => {
  const uploads = show([FIRST])
  await add(uploads)
  expect(callsOf('files.keep').map((call) => call.input)).toEqual([{ content: 'AAAA' }, { content: 'BBBB' }])
  expect(uploads.current.files).toEqual([FIRST, 'owner/1', 'owner/2'])
  expect(uploads.current.pictures[1]).toMatchObject({ preview: 'picture://AAAA', state: 'kept' })
  expect(uploads.current.complete).toBe(true)
})

test('no more can be chosen than there is room for', async () => {
  const uploads = show([FIRST], 2)
  await add(uploads)
  expect(pictureFake.wishes).toEqual([{ count: 1 }])
  expect(uploads.current.pictures).toHaveLength(2)
})

test('what did not arrive is seen, is not counted, and can be sent again', async () => {
  const uploads = show()
  serve({ 'files.keep': refused('unavailable') })
  pictureFake.album = [pictureOf('AAAA')]
  await add(uploads)
  expect(uploads.current.pictures[0]).toMatchObject({ state: 'failed', file: null })
  expect(uploads.current.complete).toBe(false)
  expect(uploads.current.files).toEqual([])
  expect(navigationFake.toasts).toEqual(['服务正在恢复，已保存的都还在，稍等再试'])
  serve({ 'files.keep': { file: 'owner/9', mime: 'image/jpeg', size: 3 } })
  await act(() => uploads.current.retry(uploads.current.pictures[0]!.key))
  expect(uploads.current.files).toEqual(['owner/9'])
})

test('one that is taken away while it is on its way stays away', async () => {
  const uploads = show()
  let answer: () => void = () => undefined
  callFake.server = () =>
    new Promise((resolve) => (answer = () => resolve({ ok: true, data: { file: 'owner/1', mime: 'image/jpeg', size: 3 } })))
  pictureFake.album = [pictureOf('AAAA')]
  let adding = Promise.resolve()
  await act(async () => {
    adding = uploads.current.add()
  })
  act(() => uploads.current.remove(uploads.current.pictures[0]!.key))
  await act(async () => {
    answer()
    await adding
  })
  expect(uploads.current.pictures).toEqual([])
})

test('a file that is no picture is refused in words', async () => {
  const uploads = show([FIRST])
  pictureFake.trouble = new AppError('not_a_picture')
  await add(uploads)
  expect(navigationFake.toasts).toEqual(['这不是图片，请选一张照片'])
  expect(uploads.current.files).toEqual([FIRST])
})
