import { readStored, removeStored, writeStored } from './index.h5'

afterEach(() => {
  localStorage.clear()
  jest.restoreAllMocks()
})

test('what was written is there, what was removed is not', () => {
  writeStored('outbox', [{ nonce: 'n', at: 1 }])
  expect(readStored('outbox')).toEqual([{ nonce: 'n', at: 1 }])
  removeStored('outbox')
  expect(readStored('outbox')).toBeNull()
})

test('false and zero are values', () => {
  writeStored('large', false)
  expect(readStored('large')).toBe(false)
})

test('a phone that is full says so instead of losing quietly', () => {
  jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(() => writeStored('outbox', [])).toThrow('storage_full')
})

test('what somebody else broke is not there', () => {
  localStorage.setItem('youyue:outbox', '{half')
  expect(readStored('outbox')).toBeNull()
})
