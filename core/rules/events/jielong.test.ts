import fc from 'fast-check'
import { LONGEST_LINE, matchJielong, parseJielong, type Jielong } from './jielong'

function read(text: string): Jielong {
  const answer = parseJielong(text)
  if ('refused' in answer) throw new Error(answer.refused)
  return answer
}
const lineOf = (text: string) => read(`1. ${text}`).lines[0]!
const listOf = (count: number, row: (n: number) => string) =>
  ['#接龙', '周六净滩', '', ...Array.from({ length: count }, (_, index) => row(index + 1))].join('\n')

test('a paste becomes its title and one line for each entry, the doubtful ones marked', () => {
  const { title, lines } = read('#接龙\n周六净滩，想来的接龙\n\n1. 张三\n2. 李四 带一个朋友\n3、王五+1\n4.赵六（不来了）\n5. 张三')
  expect(title).toBe('周六净滩,想来的接龙')
  expect(lines).toEqual([
    { n: 1, raw: '1. 张三', name: '张三', note: '', count: 1, doubt: null },
    { n: 2, raw: '2. 李四 带一个朋友', name: '李四', note: '带一个朋友', count: 2, doubt: 'many_people' },
    { n: 3, raw: '3、王五+1', name: '王五', note: '+1', count: 2, doubt: 'many_people' },
    { n: 4, raw: '4.赵六(不来了)', name: '赵六', note: '不来了', count: 1, doubt: 'cancelled' },
    { n: 5, raw: '5. 张三', name: '张三', note: '', count: 1, doubt: 'duplicate' },
  ])
})

test('the sample line is no entry, nor is what stands between title and first entry', () => {
  const text = '#接龙\n周六净滩 联系人 13812345678\n时间：11.21 周六 14:00\n例 姓名 电话\n例：王小明 13900000000\n\n1. 张三\n2. 李四'
  expect(read(text).title).toBe('周六净滩 联系人')
  expect(read(text).lines.map(({ name }) => name)).toEqual(['张三', '李四'])
})

test('a title needs no 「#接龙」, and a list needs no title and no numbers', () => {
  expect(read('11.21周六净滩\n1 张三\n2 李四')).toMatchObject({ title: '11.21周六净滩', lines: [{ n: 1 }, { n: 2 }] })
  expect(read('周六净滩报名\n张三\n李四')).toMatchObject({ title: '周六净滩报名', lines: [{ n: null, name: '张三' }, { n: null }] })
  expect(read('张三\n李四\n前排吃瓜')).toMatchObject({ title: null, lines: [{ name: '张三' }, { name: '李四' }, { doubt: 'joke' }] })
  expect(read('1. 张三')).toMatchObject({ title: null, lines: [{ n: 1, name: '张三' }] })
  expect(read('#接龙 周六净滩\n张三')).toMatchObject({ title: '周六净滩', lines: [{ name: '张三' }] })
  for (const nothing of ['', '\n \n', '#接龙']) expect(read(nothing)).toEqual({ title: null, lines: [] })
})

test('an entry without a number among numbered ones stays', () => {
  expect(read('#接龙\n净滩\n\n张三\n2. 李四\n王五').lines.map(({ n, name }) => [n, name])).toEqual([
    [null, '张三'],
    [2, '李四'],
    [null, '王五'],
  ])
})

test.each([
  ['1. 张三', 1],
  ['２．张三', 2],
  ['3、张三', 3],
  ['(4) 张三', 4],
  ['【5】张三', 5],
  ['6:张三', 6],
  ['7 张三', 7],
  ['⑧张三', 8],
  ['9️⃣ 张三', 9],
  ['10.13812345678张三', 10],
  ['11 13812345678 张三', 11],
  ['138.1234.5678 张三', null],
  ['1张三', 1],
  ['1 21级张三', 1],
  ['7 21级张三', null],
  ['8张三', null],
])('「%s」 has the number %s', (row, n) => expect(read(`#接龙\n净滩\n${row}`).lines).toMatchObject([{ n, name: '张三' }]))

test.each([
  ['张三 3人', 3],
  ['张三+2', 3],
  ['张三 +1 +1', 3],
  ['张三 带两个同学', 3],
  ['张三 带俩娃', 3],
  ['张三带家属', 2],
  ['张三（带2个朋友）', 3],
  ['张三 x2', 2],
  ['张三 一家三口', 3],
  ['张三和李四', 2],
  ['王强、李明、韩梅梅', 3],
])('「%s」 is %i people, which somebody has to look at', (text, count) =>
  expect(lineOf(text)).toMatchObject({ count, doubt: 'many_people' }),
)

test.each(['张三 1人', '张三 一个人', '张三 带2瓶水', '张三 带水', '张三 第3个到', '高二3班 张三', '张三 晚到10分钟', '张三 2个小时后到'])(
  '「%s」 is one',
  (text) => expect(lineOf(text)).toMatchObject({ name: '张三', count: 1, doubt: null }),
)

test.each(['前排吃瓜', '我妈让我来', '路过围观', '哈哈哈', '小雨', 'ok'])('「%s」 is kept as doubtful', (text) => {
  expect(lineOf(text)).toMatchObject({ raw: `1. ${text}`, name: text, doubt: 'joke' })
})
test.each(['', '🐶', '+1', '13812345678', '李老师', '高二3班', '替我妈报', '电话：13812345678'])('「%s」 names nobody', (text) => {
  expect(lineOf(text)).toMatchObject({ name: '', doubt: 'no_name', count: 1 })
})
test.each(['张三 不来了', '张三（取消）', '张三 来不了', '张三请假', '张̶三̶', '张三 有事退出'])('「%s」 takes it back', (text) => {
  expect(lineOf(text)).toMatchObject({ name: '张三', doubt: 'cancelled' })
})

test('who takes back what an earlier line said is doubtful in both, and may come back', () => {
  expect(read('1. 张三\n2. 李四\n3. 张三 不来了\n4. 张三').lines.map(({ doubt }) => doubt)).toEqual(['cancelled', null, 'cancelled', null])
})
test('one name in two spellings is a duplicate; two nobodies are not', () => {
  const doubts = (text: string) => read(text).lines.map(({ doubt }) => doubt)
  expect(doubts('1. 阿依古丽·买买提\n2. 阿依古丽.买买提')).toEqual([null, 'duplicate'])
  expect(doubts('1. tom li\n2. Tom Li')).toEqual([null, 'duplicate'])
  expect(doubts('1. +1\n2. +1')).toEqual(['no_name', 'no_name'])
})

test('a line that goes on for ever is cut and doubtful, and keeps no half of a number', () => {
  const line = lineOf(`张三 ${'好'.repeat(LONGEST_LINE - 6)}13812345678${'好'.repeat(5000)}`)
  expect(line).toMatchObject({ name: '张三', doubt: 'too_long' })
  expect(Array.from(line.raw)).toHaveLength(LONGEST_LINE + '1. '.length)
  expect(line.raw).not.toMatch(/\d{3}/)
})

test('500 entries are read, one more is refused, and so are 2,000', () => {
  expect(read(listOf(500, (n) => `${n}. 张三`)).lines).toHaveLength(500)
  for (const count of [501, 2000]) {
    expect(parseJielong(listOf(count, (n) => `${n}. 张三`))).toEqual({ refused: 'list_too_long' })
    expect(parseJielong(listOf(count, () => '张三'))).toEqual({ refused: 'list_too_long' })
  }
})

const surname = fc.constantFrom('王', '李', '张', '刘', '欧阳', '周', '马', '谢')
const given = fc.constantFrom('伟', '芳', '小明', '建国', '梓涵', '一鸣', '雪', '子轩')
const fullName = fc.tuple(surname, given).map((parts) => parts.join(''))
const picture = fc.constantFrom('', '🌸', '🐟', '❤️', '👨‍👩‍👧', '✨', '[微笑]')
const number = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 }).map((digits) => `13${digits.join('')}`)
const gapped = fc.tuple(number, fc.constantFrom('', ' ', '-', ' - ', '.', '🌸')).map(([digits, gap]) => {
  return [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].join(gap)
})
const index = fc.constantFrom('. ', '.', '、', '．', ') ', ' ', '。')

test('a name is found whatever pictures, class and telephone number stand around it', () => {
  const ahead = fc.constantFrom('', '高二3班 ', '高二(3)班', '21级', '计科2101 ', '清河社区 ')
  const after = fc.constantFrom('', ' 带水', '（晚点到）', ' 男')
  fc.assert(
    fc.property(fullName, picture, picture, ahead, after, gapped, index, (name, before, behind, group, more, phone, dot) => {
      const [line] = read(`#接龙\n净滩\n1${dot}${before}${group}${name}${behind}${more} ${phone}`).lines
      expect(line).toMatchObject({ n: 1, name, count: 1, doubt: null })
    }),
  )
})

/** Telephone numbers that are anywhere in what is kept, with gaps or not. */
const numbersIn = (kept: unknown) => JSON.stringify(kept).match(/1[^\p{L}\d"]{0,3}[3-9](?:[^\p{L}\d"]{0,3}\d){9}/gu) ?? []

test('no telephone number is kept, in no field, wherever it stood', () => {
  const words = fc.constantFrom('张三', '李四', ' ', '，', '\n', '\n2. ', '电话', '🌸', '（', '）', '高二3班', '+1', '不来了')
  fc.assert(
    fc.property(fc.array(fc.oneof(words, words, gapped)), (pieces) => {
      expect(numbersIn(parseJielong(`#接龙\n净滩\n1. ${pieces.join(' ')}`))).toEqual([])
    }),
  )
})
test('the search for kept numbers finds one that is', () => {
  for (const raw of ['张三13812345678', '张三 138-1234-5678', '138🌸1234🌸5678']) expect(numbersIn({ lines: [{ raw }] })).toHaveLength(1)
})

test('nothing that was entered is dropped: one line for each, in order, with its words', () => {
  const entry = fc.oneof(
    fullName,
    fc.constantFrom('前排吃瓜', '我妈让我来', '小雨', '哈哈哈', '打酱油的', '李老师', '🐶', '+1', '王五+1', '例外也来'),
  )
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 30 }), (entries) => {
      const { lines } = read(listOf(entries.length, (n) => `${n}. ${entries[n - 1]}`))
      expect(lines.map(({ raw }) => raw)).toEqual(entries.map((text, at) => `${at + 1}. ${text}`))
    }),
  )
})

test('any text at all is read, or refused as too long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      const answer = parseJielong(text)
      if ('refused' in answer) return
      for (const line of answer.lines) {
        expect(line.count).toBeGreaterThanOrEqual(1)
        expect(Array.from(line.raw).length).toBeLessThanOrEqual(LONGEST_LINE + 20)
        if (line.name === '') expect(line.doubt).not.toBeNull()
      }
    }),
    { numRuns: 300 },
  )
})

const people = [
  { id: 'zhang', name: '张三' },
  { id: 'li-1', name: '李四' },
  { id: 'li-2', name: '李四' },
  { id: 'guli', name: '阿依古丽·买买提' },
  { id: 'rain', name: '小雨' },
]
const match = (text: string, enrolled?: ReadonlySet<string>) =>
  matchJielong(read(text).lines, people, enrolled).map(({ personId, doubt }) => [personId, doubt])

test('a name that one person has is that person, in any spelling', () => {
  expect(match('1. 张三\n2. 阿依古丽•买买提 带水')).toEqual([
    ['zhang', null],
    ['guli', null],
  ])
})
test('a name that nobody has is unknown, and one that several have is for a human', () => {
  expect(match('1. 王五\n2. 李四')).toEqual([
    [null, 'unknown'],
    [null, 'several_of_that_name'],
  ])
  expect(matchJielong(read('1. 李四').lines, people)[0]!.candidates).toEqual(['li-1', 'li-2'])
})
test('who is enrolled is not enrolled again', () => {
  expect(match('1. 张三\n2. 小雨', new Set(['zhang']))).toEqual([
    ['zhang', 'already'],
    ['rain', null],
  ])
})
test('who is known by a nickname is no joke, and a joke is nobody', () => {
  expect(match('1. 小雨\n2. 前排吃瓜\n3. +1')).toEqual([
    ['rain', null],
    [null, 'joke'],
    [null, 'no_name'],
  ])
})
test('a doubt about the line stays when its person is found', () => {
  expect(match('1. 张三+1\n2. 张三\n3. 小雨 不来了')).toEqual([
    ['zhang', 'many_people'],
    ['zhang', 'duplicate'],
    ['rain', 'cancelled'],
  ])
})
