import { storageFake } from '../storage/fake'
import { deviceId, keepToken, readToken } from './kept'

beforeEach(() => storageFake.reset())

test('a log-in is kept until it is forgotten', () => {
  expect(readToken()).toBeNull()
  keepToken('token')
  expect(readToken()).toBe('token')
  keepToken(null)
  expect(readToken()).toBeNull()
})

test('a phone has one number, made once', () => {
  const first = deviceId()
  expect(first).toMatch(/^[\w-]{22}$/)
  expect(deviceId()).toBe(first)
})

test('a phone that can keep nothing is still one device while it is open', () => {
  storageFake.full = true
  expect(deviceId()).toBe(deviceId())
})
