import { CategoryItemSchema } from '@core/contract/people'
import { isSameList, listError, moved, newCode, renamed } from './category-list'

const item = (code: string, name = `${code}类`) => ({ code, name })
const LIST = [item('a'), item('b'), item('c')]
const codes = (items: readonly { code: string }[]) => items.map(({ code }) => code).join('')

it('moves a category up or down, and none beyond the ends', () => {
  expect(codes(moved(LIST, 1, -1))).toBe('bac')
  expect(codes(moved(LIST, 1, 1))).toBe('acb')
  expect(codes(moved(LIST, 0, -1))).toBe('abc')
  expect(codes(moved(LIST, 2, 1))).toBe('abc')
})

it('renames a category and keeps its code', () => {
  expect(renamed(LIST, 1, '青春课堂')[1]).toEqual({ code: 'b', name: '青春课堂' })
})

it('makes codes that the contract takes, of any bytes', () => {
  for (const byte of [0, 35, 36, 255]) {
    expect(CategoryItemSchema.safeParse(item(newCode(new Uint8Array(10).fill(byte)), '青春课堂')).success).toBe(true)
  }
  expect(newCode(Uint8Array.of(1, 2))).not.toBe(newCode(Uint8Array.of(2, 1)))
})

it.each([
  [LIST, null],
  [[], '至少留一个类别'],
  [[item('a', ' ')], '有一个类别还没有名字'],
  [[item('a', '课')], '「课」要 2 到 12 个字'],
  [[item('a', '字'.repeat(13))], `「${'字'.repeat(13)}」要 2 到 12 个字`],
  [[item('a', '课堂'), item('b', '课堂 ')], '「课堂」有两个，改一下名字'],
  [Array.from({ length: 31 }, (_, n) => item(`a${n}`)), '类别最多 30 个'],
])('says what is wrong with a list: %#', (items, sentence) => {
  expect(listError(items)).toBe(sentence)
})

it('tells a list from another by its codes, names and order', () => {
  expect(isSameList(LIST, [...LIST])).toBe(true)
  expect(isSameList(LIST, moved(LIST, 0, 1))).toBe(false)
  expect(isSameList(LIST, renamed(LIST, 0, '新的'))).toBe(false)
  expect(isSameList(LIST, LIST.slice(1))).toBe(false)
})
