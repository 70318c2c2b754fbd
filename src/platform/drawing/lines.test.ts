import fc from 'fast-check'
import { linesOf } from './lines'

/** Chinese is as wide as two Latin letters. */
const measure = (text: string) => Array.from(text).reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0)
const wrap = (text: string, width: number, maxLines = 9) => linesOf(text, width, maxLines, measure)

test('what fits is one line, and Chinese breaks where it is full', () => {
  expect(wrap('社区旧物改造', 12)).toEqual(['社区旧物改造'])
  expect(wrap('社区旧物改造工作坊', 12)).toEqual(['社区旧物改造', '工作坊'])
})

test('a closing mark does not begin a line, an opening one does not end it', () => {
  expect(wrap('一起去河边，好吗', 10)).toEqual(['一起去河', '边，好吗'])
  expect(wrap('今天看《雷雨》', 8)).toEqual(['今天看', '《雷雨》'])
})

test('a Latin word stays whole where it can, and is cut where it cannot', () => {
  expect(wrap('Open Day 开放日', 10)).toEqual(['Open Day', '开放日'])
  expect(wrap('Donaudampfschifffahrt', 8)).toEqual(['Donaudam', 'pfschiff', 'fahrt'])
  expect(wrap('去 Donaudampfschiff', 8)).toEqual(['去', 'Donaudam', 'pfschiff'])
})

test('what has no room ends in an ellipsis that fits too', () => {
  expect(wrap('社区旧物改造工作坊第三期', 12, 1)).toEqual(['社区旧物改…'])
  expect(wrap('第一行\n第二行\n第三行', 12, 2)).toEqual(['第一行', '第二行…'])
  expect(wrap('好', 2, 1)).toEqual(['好'])
})

test('line breaks are kept, empty lines are not, and of nothing there is no line', () => {
  expect(wrap('周六下午\r\n\r\n 南湖 ', 20)).toEqual(['周六下午', '南湖'])
  expect(wrap(' \n ', 20)).toEqual([])
})

test('no half of a character is ever drawn', () => {
  expect(wrap('𠮷野家𠮷野家', 6)).toEqual(['𠮷野家', '𠮷野家'])
})

test('no line is wider than it may be, none is more than there may be, and only an ellipsis stands for what is missing', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'青年有约一起去，。《》（）「」 abcXYZ1234-’…!𠮷\n'), maxLength: 60 })
  fc.assert(
    fc.property(texts, fc.integer({ min: 4, max: 30 }), fc.integer({ min: 1, max: 5 }), (text, width, maxLines) => {
      const lines = wrap(text, width, maxLines)
      expect(lines.length).toBeLessThanOrEqual(maxLines)
      for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width)
      const bare = (words: string) => words.replace(/\s/g, '')
      const shown = bare(lines.join(''))
      if (shown !== bare(text)) {
        expect(shown.endsWith('…')).toBe(true)
        expect(bare(text).startsWith(shown.slice(0, -1))).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})
