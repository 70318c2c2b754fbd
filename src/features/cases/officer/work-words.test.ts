import { instantOf } from '@core/rules/shared/calendar'
import { cardOf, caseOf, MAY_NOTHING } from '../_cases'
import { countOn, listOf, standingWords, worksOf } from './work-words'

const counts = { toAccept: 2, working: 3, overdue: 1, joint: 0 }

it('begins with what is late, where nothing else was asked for', () => {
  expect(listOf(undefined, counts)).toBe('overdue')
  expect(listOf(undefined, { ...counts, overdue: 0 })).toBe('to_accept')
  expect(listOf(undefined, null)).toBe('to_accept')
  expect(listOf('joint', counts)).toBe('joint')
  expect(listOf('nonsense', counts)).toBe('overdue')
})

it('says how many wait on a list, and not how many have been done', () => {
  expect((['overdue', 'to_accept', 'working', 'joint', 'done'] as const).map((which) => countOn(which, counts))).toEqual([
    1,
    2,
    3,
    0,
    undefined,
  ])
  expect(countOn('overdue', null)).toBeUndefined()
})

it('says in whose hands a case is and what is due when', () => {
  expect(standingWords(cardOf())).toBe('东关街道团工委 · 第 1 天，11月24日 前受理')
  const dueAt = instantOf('2026-12-02', '23:59')
  expect(standingWords(cardOf({ state: 'working', ownerName: '陈静', dayNumber: 3, dueAt }))).toBe(
    '东关街道团工委 陈静 · 第 3 天，12月2日 前答复',
  )
  expect(standingWords(cardOf({ state: 'resolved', ownerName: '陈静', dayNumber: 5, dueAt: null }))).toBe('东关街道团工委 陈静 · 第 5 天')
})

it('puts first the one thing to do: take it, then answer it, then let others have the answer', () => {
  const may = { ...MAY_NOTHING, accept: true, move: true, sendBack: true, note: true }
  expect(worksOf(caseOf({ may }))).toEqual(['accept', 'note', 'assign', 'move', 'send_back'])
  const working = { ...MAY_NOTHING, accept: true, answer: true, reply: true, note: true, work: true, extend: true, askUnmask: true }
  expect(worksOf(caseOf({ state: 'working', may: working }))).toEqual([
    ...['answer', 'reply', 'note', 'assign', 'join', 'extend', 'ask_unmask'],
  ])
  expect(worksOf(caseOf({ state: 'resolved', may: { ...MAY_NOTHING, proposeAnswer: true, reply: true } }))).toEqual(['propose', 'reply'])
  expect(worksOf(caseOf({ may: MAY_NOTHING }))).toEqual([])
})

it('lets who whistled rate the answer, say that it did not help, and write on', () => {
  const may = { ...MAY_NOTHING, say: true, note: true }
  expect(worksOf(caseOf({ kind: 'whistle', may }))).toEqual(['say', 'note'])
  expect(worksOf(caseOf({ kind: 'whistle', state: 'resolved', may: { ...may, rate: true, reopen: true } }))).toEqual([
    ...['rate', 'reopen', 'say', 'note'],
  ])
})

it('asks no more organizations to join in than there is room for', () => {
  const jointOrgs = Array.from({ length: 20 }, (_, n) => ({ id: `o${n + 10}`, name: `第 ${n} 个` }))
  expect(worksOf(caseOf({ state: 'working', jointOrgs, may: { ...MAY_NOTHING, work: true } }))).toEqual([])
  expect(worksOf(caseOf({ state: 'working', jointOrgs: jointOrgs.slice(1), may: { ...MAY_NOTHING, work: true } }))).toEqual(['join'])
})
