import { createHash } from 'node:crypto'
import { PART_BYTES } from '@core/contract/file-sizes'
import type { InputOf } from '@core/contract/procedures'
import type { CallEnvelope } from '@/platform/call/types'
import { callFake } from '@/platform/call/fake'
import { documentOf } from '@/platform/document/fake'
import { fetchDocument, uploadDocument } from './documents'
import { callsOf, logInAs, newPhone, refused, serve } from './_phone'

const FILE = '0190a000-0000-7000-8000-000000000001/0190a000-0000-7000-8000-000000000002'
const BYTES = Buffer.alloc(2 * PART_BYTES + 5, 'ab青')
const KEPT = { file: FILE, mime: 'application/pdf' as const, name: '材料.pdf', size: BYTES.length }
const part = ({ input }: CallEnvelope) => input as InputOf<'files.keepPart'>

beforeEach(() => {
  newPhone()
  logInAs('somebody')
  serve({ 'files.keepPart': {}, 'files.keepDocument': KEPT })
})

test('a document goes in parts, each after the other, and then its name and hash', async () => {
  const progress: number[] = []
  await expect(uploadDocument(documentOf('材料.pdf', BYTES), (done) => progress.push(done))).resolves.toEqual(KEPT)
  const parts = callsOf('files.keepPart').map(part)
  expect(parts.map(({ n, of }) => [n, of])).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ])
  // The base64 of the parts is that of the whole.
  expect(parts.map(({ content }) => content).join('')).toBe(BYTES.toString('base64'))
  const [ended] = callsOf('files.keepDocument')
  const sha256 = createHash('sha256').update(BYTES).digest('hex')
  expect(ended!.input).toEqual({ upload: parts[0]!.upload, name: '材料.pdf', sha256 })
  expect(progress).toEqual([1 / 3, 2 / 3, 1])
})

test('a part that got no answer is sent again under its nonce, and only it', async () => {
  let lost = 1
  serve({
    'files.keepPart': (call) => (part(call).n === 2 && lost-- > 0 ? refused('unavailable') : {}),
    'files.keepDocument': KEPT,
  })
  await expect(uploadDocument(documentOf('材料.pdf', BYTES), () => undefined)).resolves.toEqual(KEPT)
  const calls = callsOf('files.keepPart')
  expect(calls.map((call) => part(call).n)).toEqual([1, 2, 2, 3])
  expect(calls[1]!.nonce).toBe(calls[2]!.nonce)
  expect(new Set(calls.map((call) => part(call).upload)).size).toBe(1)
})

test('what is given up goes no further', async () => {
  let unwanted = false
  const sent = uploadDocument(
    documentOf('材料.pdf', BYTES),
    () => (unwanted = true),
    () => unwanted,
  )
  await expect(sent).resolves.toBeNull()
  expect(callsOf('files.keepPart')).toHaveLength(1)
  expect(callsOf('files.keepDocument')).toEqual([])
})

test('a refusal is thrown', async () => {
  serve({ 'files.keepPart': {}, 'files.keepDocument': refused('not_a_document') })
  await expect(uploadDocument(documentOf('材料.pdf', BYTES), () => undefined)).rejects.toMatchObject({ code: 'not_a_document' })
})

test('a kept document comes in parts, whole', async () => {
  const progress: number[] = []
  callFake.server = ({ input }) => {
    const { n } = input as InputOf<'files.getPart'>
    const base64 = BYTES.subarray((n - 1) * PART_BYTES, n * PART_BYTES).toString('base64')
    return { ok: true, data: { mime: 'application/pdf', name: '材料.pdf', size: BYTES.length, of: 3, base64 } }
  }
  await expect(fetchDocument(FILE, (done) => progress.push(done))).resolves.toEqual({
    name: '材料.pdf',
    mime: 'application/pdf',
    base64: BYTES.toString('base64'),
  })
  expect(progress).toEqual([1 / 3, 2 / 3, 1])
})
