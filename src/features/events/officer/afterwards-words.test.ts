import { DAY_MS, HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { idOf } from './_closing'
import { answerError, minutesHint, objectionStanding, ratingText, showcaseText, sortedObjections, type Objection } from './afterwards-words'

const NOW = instantOf('2026-12-01', '10:00')
const objection = (n: number, part: Partial<Objection> = {}): Objection => ({
  id: idOf(n),
  name: `第${n}人`,
  text: '我是 17 点走的',
  state: 'open',
  at: NOW - n * HOUR_MS,
  dueAt: instantOf('2026-12-03', '23:59'),
  answer: null,
  ...part,
})

test('what waits comes first, what is due first before the rest', () => {
  const list = [
    objection(1, { state: 'accepted' }),
    objection(2),
    objection(3, { dueAt: NOW - DAY_MS }),
    objection(4, { state: 'declined' }),
  ]
  expect(sortedObjections(list).map((one) => one.id)).toEqual([idOf(3), idOf(2), idOf(1), idOf(4)])
})

test('an objection says until when it is answered, and how late that is', () => {
  expect(objectionStanding(objection(1), NOW)).toEqual({ word: '12月3日 周四前答复', tone: 'gold' })
  expect(objectionStanding(objection(1), instantOf('2026-12-03', '23:00')).word).toBe('今天要答复')
  expect(objectionStanding(objection(1), instantOf('2026-12-05', '08:00'))).toEqual({ word: '晚了 2 天', tone: 'red' })
  expect(objectionStanding(objection(1, { state: 'accepted' }), NOW).word).toBe('采纳了')
  expect(objectionStanding(objection(1, { state: 'declined' }), NOW + 9 * DAY_MS).word).toBe('没有采纳')
})

test('an answer has words, and minutes only where they make sense', () => {
  expect(answerError('好', true, '')).toMatch('写一句答复')
  expect(answerError('字'.repeat(501), false, '')).toMatch('2 到 500 字')
  expect(answerError('核对过了，补上', true, '1441')).toMatch('0 到 1440')
  expect(answerError('核对过了，补上', true, '一小时')).toMatch('0 到 1440')
  expect(answerError('核对过了，补上', true, '90')).toBeNull()
  expect(answerError('签到记录没有问题', false, '乱填')).toBeNull()
  expect(minutesHint('90')).toBe('= 1.5 小时，另一位同事确认后入账')
  expect(minutesHint('')).toBe('没少记就不用填')
})

test('ratings and showcase are said in a sentence', () => {
  expect(ratingText({ count: 12, average: 46, tags: [] })).toBe('4.6 分 · 12 人评价')
  expect(showcaseText(null)).toMatch('还没写')
  const showcase = { text: '', pictures: ['a/b', 'a/c'], at: NOW, by: '王旭' }
  expect(showcaseText({ ...showcase, state: 'waiting' })).toBe('王旭交来了 2 张照片，你看过再公开')
  expect(showcaseText({ ...showcase, text: '真好', state: 'published' })).toBe('已公开：2 张照片、一段话')
})
