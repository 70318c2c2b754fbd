import fc from 'fast-check'
import { comparableText, gramsOf, isEnoughTyped, LEAST_LIKENESS, likeness } from './grams'

const alike = (one: string, other: string) => likeness(gramsOf(one), gramsOf(other))

test.each([
  ['公租房怎么申请', '怎么申请公租房？'],
  ['请问一下，返乡创业贷款要什么材料', '返乡创业，贷款的材料'],
  ['老板拖欠工资', '我在餐馆打工，老板拖欠工资三个月了，怎么办'],
  ['团员证丢了如何补办', '补办团员证'],
  ['ＷｉＦｉ密码', 'wifi 密码是多少'],
])('「%s」 is like 「%s」', (one, other) => {
  expect(alike(one, other)).toBeGreaterThanOrEqual(LEAST_LIKENESS)
})

test.each([
  ['公租房怎么申请', '团员证怎么补办'],
  ['请问一下，能不能帮我改志愿', '请问一下，能不能借会议室'],
  ['老板拖欠工资', '想参加篮球赛'],
])('「%s」 is not like 「%s」, however it is asked', (one, other) => {
  expect(alike(one, other)).toBeLessThan(LEAST_LIKENESS)
})

test('were words that ask anything counted, everything would be like everything', () => {
  const pairs = (text: string) => Array.from(text).map((character, index, all) => character + (all[index + 1] ?? ''))
  const [one, other] = ['请问一下能不能改志愿', '请问一下能不能借会场'].map(pairs) as [string[], string[]]
  expect(likeness(one, other)).toBeGreaterThanOrEqual(LEAST_LIKENESS)
})

test('signs, spaces, width and capitals make no difference', () => {
  expect(comparableText(' 公 租房，Ｗｉ-Fi！\n１２')).toBe('公租房wifi12')
})

test('taking a word out joins nothing that did not stand together', () => {
  expect(gramsOf('押金怎么退还')).toEqual(['押金', '退还'])
})

test('a character beyond the first plane is one character', () => {
  expect(gramsOf('𠮷野家')).toEqual(['𠮷野', '野家'])
  expect(isEnoughTyped('𠮷𠮷𠮷')).toBe(false)
})

test('nothing is looked for before four characters are typed, and signs do not count', () => {
  for (const [text, enough] of [
    ['', false],
    ['押金退', false],
    ['押 金 退…', false],
    ['押金退还', true],
  ] as const)
    expect([text, isEnoughTyped(text)]).toEqual([text, enough])
})

test('a text without pairs is like nothing, not even like itself', () => {
  expect(alike('怎么办', '怎么办')).toBe(0)
})

test('likeness is between 0 and 1, the same from both sides, and 1 for what is part of the other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }), (one, other) => {
      const [a, b] = [gramsOf(one), gramsOf(other)]
      const found = likeness(a, b)
      expect(found).toBe(likeness(b, a))
      expect(found >= 0 && found <= 1).toBe(true)
      expect(new Set(a).size).toBe(a.length)
      if (a.length > 0) expect(likeness(a, [...a, ...b.filter((gram) => !a.includes(gram))])).toBe(1)
    }),
  )
})
