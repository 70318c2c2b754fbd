import { act, renderHook } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import { PART_BYTES } from '@core/contract/file-sizes'
import { callFake } from '@/platform/call/fake'
import { documentFake, documentOf } from '@/platform/document/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { callsOf, logInAs, newPhone, refused, serve } from './_phone'
import { useDocuments } from './use-documents'

const show = (most = 6) => renderHook(() => useDocuments(most)).result
type Shown = ReturnType<typeof show>
const add = (documents: Shown) => act(() => documents.current.add())
const KEPT = { mime: 'application/pdf' as const, name: '材料.pdf', size: 9 }

beforeEach(() => {
  newPhone()
  logInAs('somebody')
  documentFake.folder = [documentOf('材料', Buffer.from('%PDF-1.7\n')), documentOf('名单.xlsx', Buffer.alloc(20))]
  let n = 0
  serve({ 'files.keepPart': {}, 'files.keepDocument': () => ({ ...KEPT, file: `owner/${(n += 1)}` }) })
})

test('what is chosen is sent at once, one after the other, and bears the name it is kept under', async () => {
  const documents = show()
  await add(documents)
  expect(callsOf('files.keepDocument')).toHaveLength(2)
  expect(documents.current.files).toEqual(['owner/1', 'owner/2'])
  expect(documents.current.documents[0]).toMatchObject({ name: '材料.pdf', size: 9, done: 1, state: 'kept' })
  expect(documents.current.complete).toBe(true)
})

test('no more can be chosen than there is room for', async () => {
  const documents = show(2)
  documentFake.folder = documentFake.folder.slice(0, 1)
  await add(documents)
  await add(documents)
  expect(documentFake.wishes).toEqual([2, 1])
})

test('how much has arrived is seen while it is on its way; one that is taken away goes no further', async () => {
  const documents = show()
  documentFake.folder = [documentOf('材料.pdf', Buffer.alloc(3 * PART_BYTES))]
  const answers: (() => void)[] = []
  callFake.server = () => new Promise((resolve) => answers.push(() => resolve({ ok: true, data: {} })))
  let adding = Promise.resolve()
  await act(async () => {
    adding = documents.current.add()
  })
  expect(documents.current.documents[0]).toMatchObject({ done: 0, state: 'sending', file: null })
  expect(documents.current.complete).toBe(false)
  await act(async () => answers[0]!())
  expect(documents.current.documents[0]!.done).toBeCloseTo(1 / 3)
  act(() => documents.current.remove(documents.current.documents[0]!.key))
  await act(async () => {
    answers[1]!()
    await adding
  })
  expect(documents.current.documents).toEqual([])
  expect(callFake.sent).toHaveLength(2)
})

test('what did not arrive is seen, is not counted, and can be sent again', async () => {
  const documents = show()
  documentFake.folder = documentFake.folder.slice(0, 1)
  serve({ 'files.keepPart': refused('unavailable') })
  await add(documents)
  expect(documents.current.documents[0]).toMatchObject({ state: 'failed', file: null })
  expect(documents.current.files).toEqual([])
  expect(navigationFake.toasts).toEqual(['服务正在恢复，已保存的都还在，稍等再试'])
  serve({ 'files.keepPart': {}, 'files.keepDocument': { ...KEPT, file: 'owner/9' } })
  await act(() => documents.current.retry(documents.current.documents[0]!.key))
  expect(documents.current.files).toEqual(['owner/9'])
})

test('a file of another kind, or too large a one, is refused in words', async () => {
  const documents = show()
  documentFake.trouble = new AppError('not_a_document')
  await add(documents)
  documentFake.trouble = new AppError('file_too_large')
  await add(documents)
  expect(navigationFake.toasts).toEqual(['只收照片，和 PDF、Word、Excel 文件', '附件最大 10 MB，压缩一下再选'])
  expect(documents.current.documents).toEqual([])
})
