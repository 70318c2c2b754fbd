import { storageFake } from '@/platform/storage/fake'
import { keepLarge, largeSize, readLarge, removeLarge } from './kept-text'

beforeEach(() => storageFake.reset())

const names = (count: number) => Array.from({ length: count }, (_, n) => `张三${n}`)
const longestEntry = () => Math.max(...[...storageFake.entries.values()].map((text) => text.length))

it('keeps a list of twenty thousand in pieces that WeChat takes', () => {
  const many = Array.from({ length: 20_000 }, (_, n) => ({
    personId: `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    name: '欧阳',
  }))
  const size = keepLarge('pack', many)
  expect(size).toBeGreaterThan(1_000_000)
  expect(largeSize('pack')).toBe(size)
  expect(longestEntry()).toBeLessThan(1024 * 1024)
  expect(readLarge('pack')).toEqual(many)
})

it('takes the place of what was there, and leaves no piece behind', () => {
  keepLarge('pack', names(60_000))
  keepLarge('pack', ['李四'])
  expect(readLarge('pack')).toEqual(['李四'])
  expect(storageFake.entries.size).toBe(2)
  removeLarge('pack')
  expect(storageFake.entries.size).toBe(0)
})

it('has the old value still when the phone is full', () => {
  keepLarge('pack', ['李四'])
  storageFake.full = true
  expect(() => keepLarge('pack', names(10))).toThrow('storage_full')
  expect(readLarge('pack')).toEqual(['李四'])
})

it('has the old value still when the phone goes off in the middle of writing a new one', () => {
  keepLarge('pack', ['李四'])
  const before = new Map(storageFake.entries)
  keepLarge('pack', names(60_000))
  const written = [...storageFake.entries].filter(([key]) => key !== 'pack')
  storageFake.entries = new Map([...before, ...written.slice(0, 1)])
  expect(readLarge('pack')).toEqual(['李四'])
})

it('is nothing where a piece is gone, rather than half of a list', () => {
  keepLarge('pack', names(60_000))
  storageFake.entries.delete('pack/a1')
  expect(readLarge('pack')).toBeNull()
  expect(readLarge('other')).toBeNull()
})
