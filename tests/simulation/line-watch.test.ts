import { judgeCommit, strandedPlaces, type LineSeen } from './line-watch'

/** Each judgment is shown what is right, and then what is wrong in every way it is there for. */
const EVENT = { places: 1, startsAt: 10_000 }
const entry = (personId: string, state: string, at: number, priority = 0) => ({ personId, state, at, priority, nonce: personId })
const taken = (personId: string) => ({ n: 1, state: 'taken' as const, personId, until: null })
const offered = (personId: string, until: number) => ({ n: 1, state: 'offered' as const, personId, until })
const FREE = { n: 1, state: 'free' as const, personId: null, until: null }

const line: LineSeen = { places: [taken('a')], entries: [entry('b', 'waiting', 1), entry('c', 'waiting', 2)], enrolled: ['a'] }
const promoted = (who: string): LineSeen => ({
  places: [taken(who)],
  entries: line.entries.map((one) => (one.personId === who ? { ...one, state: 'served' } : one)),
  enrolled: [who],
})

test('the first in line is served, and nobody is passed over', () => {
  expect(judgeCommit(line, promoted('b'), EVENT, 0)).toEqual([])
  expect(judgeCommit(line, promoted('c'), EVENT, 0)).toEqual(['c was served before b, who was ahead in the line'])
  const behind: LineSeen = { ...line, entries: [entry('b', 'waiting', 1, 1), entry('c', 'waiting', 2)] }
  const after = { ...promoted('c'), entries: [entry('b', 'waiting', 1, 1), entry('c', 'served', 2)] }
  expect(judgeCommit(behind, after, EVENT, 0)).toEqual([])
})

test('who comes later overtakes nobody before the start; afterwards the line is over', () => {
  const overtaken: LineSeen = { ...line, places: [taken('d')], enrolled: ['d'] }
  expect(judgeCommit(line, overtaken, EVENT, 0)).toEqual(['d came later and overtook b, c'])
  expect(judgeCommit(line, overtaken, EVENT, EVENT.startsAt)).toEqual([])
  expect(
    judgeCommit({ ...line, entries: [entry('d', 'offered', 1)] }, { ...overtaken, entries: [entry('d', 'served', 1)] }, EVENT, 0),
  ).toEqual([])
})

test('more people than places are seen, also where one of them is only offered', () => {
  expect(judgeCommit(line, { ...line, enrolled: ['a', 'b'] }, EVENT, 0)).toEqual([
    'overbooked: 1 places held, 2 enrolled and 0 offered of 1',
  ])
  expect(judgeCommit(line, { ...line, entries: [entry('b', 'offered', 1)] }, EVENT, 0)).toHaveLength(1)
})

test('a free place and an offer that ran out are stranded while somebody waits, and not when the event has begun', () => {
  expect(strandedPlaces(line, EVENT.startsAt, 0)).toEqual([])
  expect(strandedPlaces({ ...line, places: [FREE] }, EVENT.startsAt, 0)).toEqual(['1 free  '])
  expect(strandedPlaces({ ...line, places: [offered('x', 5)] }, EVENT.startsAt, 4)).toEqual([])
  expect(strandedPlaces({ ...line, places: [offered('x', 5)] }, EVENT.startsAt, 5)).toEqual(['1 offered x 5'])
  expect(strandedPlaces({ ...line, places: [FREE] }, EVENT.startsAt, EVENT.startsAt)).toEqual([])
  expect(strandedPlaces({ ...line, places: [FREE], entries: [] }, EVENT.startsAt, 0)).toEqual([])
})
