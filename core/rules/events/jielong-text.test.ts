import fc from 'fast-check'
import { rowsOf, withoutLongNumbers } from './jielong-text'

test('every kind of line end ends a row, and a row is trimmed', () => {
  expect(rowsOf(' a \r\nb\rc\u2028d\n\n　e')).toEqual(['a', 'b', 'c', 'd', '', 'e'])
})
test('full-width, circled and keycap digits become plain ones', () => {
  expect(rowsOf('１２．张三\n①张三\n❿ 张三\n1️⃣2️⃣张三\n🔟张三')).toEqual(['12.张三', '1. 张三', '10. 张三', '12 张三', '10 张三'])
})
test('what is not seen is not kept, and pictures stay what they are', () => {
  expect(rowsOf('张\u200b三\u202e\ufeff\u00ad')).toEqual(['张三'])
  expect(rowsOf(`张${String.fromCharCode(0xd83c)}三`)).toEqual(['张三'])
  expect(rowsOf('㊗️张三🌊')).toEqual(['㊗张三🌊'])
})
test('no paste leaves a hidden character or half a character', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\ud800', '\udfff', '\u200d', '\u2066', '\u0000', '\u3164', '\ue000'),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      for (const row of rowsOf(pieces.join(''))) {
        expect(row).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u)
        expect(Buffer.from(row).toString()).toBe(row)
      }
    }),
  )
})

test.each([
  '13812345678',
  '138 1234 5678',
  '138-1234-5678',
  '138.1234.5678',
  '138🌊1234🌊5678',
  '1 3 8 1 2 3 4 5 6 7 8',
  '+86 138 1234 5678',
  '8613812345678',
  '电话：13812345678',
  '手机号 13812345678',
  '0371-65501234',
  '0371.6550.1234',
  '6550123',
  '41010119990101123X',
  '学号20230101',
  'QQ：12345678',
  '一三八一二三四五六七八',
  '幺三八幺二三四五六七八',
  '１３８１２３４５６７８',
  '1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣',
  '①③⑧①②③④⑤⑥⑦⑧',
  '١٣٨١٢٣٤٥٦٧٨',
])('「张三 %s 带水」 loses its number and nothing else', (number) => {
  expect(withoutLongNumbers(rowsOf(`张三 ${number} 带水`)[0]!)).toBe('张三 带水')
})

test.each(['2026-11-21 周六', '11.21 14:00-17:00', '高二3班', '计科2101', '2023级', '带3个朋友', '第1、2、3组'])('「%s」 stays', (text) => {
  expect(withoutLongNumbers(text)).toBe(text)
})
