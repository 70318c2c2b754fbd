import type { Doubt, MatchedLine } from '@core/contract/events'
import { countsOf, doubtSentence, isTaken, lineState, NO_CHOICES, outcomeOf, peopleOf, personOf } from './pasted-lines'

const line = (more: Partial<MatchedLine> = {}): MatchedLine => ({
  n: 1,
  raw: '1. 张三',
  name: '张三',
  note: '',
  count: 1,
  doubt: null,
  personId: 'p1',
  candidates: [],
  ...more,
})
const twins = line({
  doubt: 'several_of_that_name',
  personId: null,
  candidates: [
    { personId: 'p2', name: '张三', orgName: '一支部' },
    { personId: 'p3', name: '张三', orgName: '二支部' },
  ],
})
const unknown = line({ doubt: 'unknown', personId: null })

it('takes a line without doubt by itself, and none with a doubt', () => {
  expect(isTaken(line(), 0, NO_CHOICES)).toBe(true)
  for (const doubt of ['many_people', 'duplicate', 'joke', 'cancelled', 'too_long'] satisfies Doubt[]) {
    expect(lineState(line({ doubt }))).toBe('look')
    expect(isTaken(line({ doubt }), 0, NO_CHOICES)).toBe(false)
    expect(isTaken(line({ doubt }), 0, { persons: {}, taken: { 0: true } })).toBe(true)
  }
})

it('takes a name that several bear once it is said who, and lets go of it again', () => {
  expect(isTaken(twins, 0, { persons: {}, taken: { 0: true } })).toBe(false)
  const chosen = { persons: { 0: 'p3' }, taken: {} }
  expect(isTaken(twins, 0, chosen)).toBe(true)
  expect(personOf(twins, 0, chosen)).toBe('p3')
  expect(isTaken(twins, 0, { ...chosen, taken: { 0: false } })).toBe(false)
})

it('never enrolls somebody unknown, or somebody who is enrolled', () => {
  const all = { persons: {}, taken: { 0: true, 1: true } }
  expect(peopleOf([unknown, line({ doubt: 'already' })], all)).toEqual([])
  expect([unknown, line({ doubt: 'already' })].map(lineState)).toEqual(['impossible', 'already'])
})

it('enrolls a person once, however many lines name them', () => {
  const lines = [line(), line({ doubt: 'duplicate' }), line({ personId: 'p4' })]
  expect(peopleOf(lines, { persons: {}, taken: { 1: true } })).toEqual(['p1', 'p4'])
})

it('counts the lines by what can be done with them', () => {
  expect(countsOf([line(), twins, unknown, line({ doubt: 'already' }), line({ doubt: 'joke' })])).toEqual({
    ready: 1,
    look: 2,
    already: 1,
    impossible: 1,
  })
})

it('says of each what became of them', () => {
  const result = { enrolled: ['p1'], already: ['p2'], full: ['p3'] }
  expect(['p1', 'p2', 'p3'].map((id) => outcomeOf(id, result))).toEqual(['enrolled', 'already', 'full'])
})

it('says what has to be known of a line', () => {
  expect(doubtSentence(line())).toBe('')
  expect(doubtSentence(line({ doubt: 'many_people' }))).toBe('好像不止一个人，只报上这一位')
  expect(doubtSentence(line({ doubt: 'many_people', personId: null }))).toBe('好像不止一个人，组织里也没有这个人')
  expect(doubtSentence(unknown)).toBe('组织里没有这个人，请对方自己点报名')
})
