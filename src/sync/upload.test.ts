import { AppError } from '@core/contract/errors'
import { callFake } from '@/platform/call/fake'
import { callsOf, logInAs, newPhone, refused, serve } from './_phone'
import { uploadPicture } from './upload'

const FILE = '0190a000-0000-7000-8000-000000000001/0190a000-0000-7000-8000-000000000002'

beforeEach(() => {
  newPhone()
  logInAs('somebody')
})

test('a picture is handed in and answered with its reference', async () => {
  serve({ 'files.keep': { file: FILE, mime: 'image/jpeg', size: 3 } })
  await expect(uploadPicture('AAAA')).resolves.toBe(FILE)
  expect(callsOf('files.keep').map((call) => call.input)).toEqual([{ content: 'AAAA' }])
})

test('a picture whose answer was lost is not kept twice', async () => {
  let lost = true
  callFake.server = () => {
    if (lost) {
      lost = false
      throw new AppError('timeout')
    }
    return { ok: true, data: { file: FILE, mime: 'image/jpeg', size: 3 } }
  }
  await expect(uploadPicture('AAAA')).resolves.toBe(FILE)
  const nonces = callsOf('files.keep').map((call) => call.nonce)
  expect(nonces).toHaveLength(2)
  expect(new Set(nonces).size).toBe(1)
})

test('what is no picture is refused', async () => {
  serve({ 'files.keep': refused('not_a_picture') })
  await expect(uploadPicture('AAAA')).rejects.toMatchObject({ code: 'not_a_picture' })
})
