import fc from 'fast-check'
import type { CaseState } from '@core/contract/cases'
import { UNNAMED } from '../sessions/reception'
import { DAY_MS, instantOf } from '../shared/calendar'
import {
  isKeptFrom,
  partOf,
  stateAfter,
  whyNotAct,
  whyNotGive,
  whyNotReopen,
  writerName,
  type CaseAct,
  type CaseParties,
  type CasePart,
} from './case-steps'

const STATES: CaseState[] = ['submitted', 'accepted', 'working', 'resolved', 'explained', 'rated', 'returned']
const PARTS: CasePart[] = ['person', 'in_charge', 'joint', 'opener']
const parties: CaseParties = {
  kind: 'question',
  personId: 'young',
  ownerOrgId: 'east',
  jointOrgIds: ['south', 'west'],
  openedOrgId: null,
  aboutOrgId: null,
}
const whistle: CaseParties = { ...parties, kind: 'whistle', personId: null, openedOrgId: 'town' }
const partWith = (of: CaseParties, orgIds: string[], personId = 'somebody') => partOf(of, { personId, orgIds })
const codeOf = (act: CaseAct, state: CaseState, part: CasePart | null) =>
  whyNotAct(act, { part, state, ownerOrgName: '东街道' })?.code ?? 'ok'

test('a case is read by its person, by officers of the organization in charge and by those that joined in', () => {
  expect(partWith(parties, [], 'young')).toBe('person')
  expect(partWith(parties, ['east'])).toBe('in_charge')
  expect(partWith(parties, ['west'])).toBe('joint')
  expect(partWith(parties, ['south', 'east'])).toBe('in_charge')
  for (const others of [[], ['county'], ['town']]) expect(partWith(parties, others)).toBeNull()
})

test('whose case it is has no other part in it', () => {
  expect(partWith(parties, ['east', 'south'], 'young')).toBe('person')
})

test('who whistled reads what comes of it; who handed a reception over does not', () => {
  expect(partWith(whistle, ['town'])).toBe('opener')
  expect(partWith({ ...whistle, ownerOrgId: 'town' }, ['town'])).toBe('in_charge')
  expect(partWith({ ...whistle, jointOrgIds: ['south', 'town'] }, ['town', 'south'])).toBe('opener')
  expect(partWith({ ...parties, kind: 'session', openedOrgId: 'town' }, ['town'])).toBeNull()
})

test('whom a complaint is about never reads it: not in charge, not joined in, not as an officer of others too', () => {
  for (const [owner, joint] of [
    ['county', []],
    ['about', []],
    ['county', ['about']],
  ] as const) {
    const complaint: CaseParties = { ...parties, kind: 'complaint', aboutOrgId: 'about', ownerOrgId: owner, jointOrgIds: joint }
    expect(partWith(complaint, ['about'])).toBeNull()
    expect(partWith(complaint, ['about', 'county'])).toBeNull()
    expect(isKeptFrom(complaint, ['county'])).toBe(false)
  }
  const kept: CaseParties = { ...parties, kind: 'complaint', aboutOrgId: 'about', ownerOrgId: 'county', jointOrgIds: [] }
  expect(partWith(kept, ['county'])).toBe('in_charge')
  // Their own complaint is theirs, whoever they are.
  expect(partWith(kept, ['about'], 'young')).toBe('person')
})

test('a case is given to an organization that is there, is open, and is not whom it is kept from', () => {
  const org = { id: 'east', name: '东街道', closed: false }
  expect(whyNotGive(org, { aboutOrgId: null })).toBeNull()
  expect(whyNotGive(null, { aboutOrgId: null })?.code).toBe('not_found')
  expect(whyNotGive({ ...org, closed: true }, { aboutOrgId: null })).toEqual({ code: 'org_closed', params: { org: '东街道' } })
  expect(whyNotGive(org, { aboutOrgId: 'east' })?.code).toBe('not_found')
})

test.each([
  ['say', 'person', ['submitted', 'accepted', 'working', 'resolved', 'explained']],
  ['say', 'opener', ['submitted', 'accepted', 'working', 'resolved', 'explained']],
  ['reopen', 'person', ['resolved', 'explained', 'rated']],
  ['reopen', 'opener', ['resolved', 'explained', 'rated']],
  ['rate', 'person', ['resolved', 'explained']],
  ['rate', 'opener', ['resolved', 'explained']],
  ['accept', 'in_charge', ['submitted', 'accepted', 'working']],
  ['send_back', 'in_charge', ['submitted', 'accepted']],
  ['move', 'in_charge', ['submitted', 'accepted', 'working']],
  ['join', 'in_charge', ['accepted', 'working']],
  ['reply', 'in_charge', ['accepted', 'working', 'resolved', 'explained']],
  ['reply', 'joint', ['accepted', 'working', 'resolved', 'explained']],
  ['note', 'in_charge', ['submitted', 'accepted', 'working', 'resolved', 'explained']],
  ['note', 'joint', ['submitted', 'accepted', 'working', 'resolved', 'explained']],
  ['note', 'opener', ['submitted', 'accepted', 'working', 'resolved', 'explained']],
  ['extend', 'in_charge', ['accepted', 'working']],
  ['answer', 'in_charge', ['accepted', 'working']],
  ['ask_unmask', 'in_charge', ['accepted', 'working']],
  ['propose_answer', 'in_charge', ['resolved', 'explained', 'rated']],
] as const)('%s is for %s in %j, and in no other state', (act, part, from) => {
  for (const state of STATES)
    expect([state, codeOf(act, state, part)]).toEqual([state, (from as readonly string[]).includes(state) ? 'ok' : 'case_state_wrong'])
})

test('officers who are not in charge hear who is', () => {
  expect(whyNotAct('answer', { part: 'joint', state: 'working', ownerOrgName: '东街道' })).toEqual({
    code: 'not_in_charge',
    params: { org: '东街道' },
  })
  expect(codeOf('reply', 'working', 'opener')).toBe('not_in_charge')
})

test('what is not theirs to do is not there: an officer’s work on one’s own case, the person’s part for officers, all of it for others', () => {
  const OFFICERS: CaseAct[] = ['accept', 'send_back', 'move', 'join', 'reply', 'note', 'extend', 'answer', 'ask_unmask', 'propose_answer']
  const PERSONS: CaseAct[] = ['say', 'reopen', 'rate']
  for (const act of [...OFFICERS, ...PERSONS]) expect([act, codeOf(act, 'working', null)]).toEqual([act, 'not_found'])
  for (const act of OFFICERS) expect([act, codeOf(act, 'working', 'person')]).toEqual([act, 'not_found'])
  for (const act of PERSONS)
    for (const part of ['in_charge', 'joint'] as const) expect([act, codeOf(act, 'resolved', part)]).toEqual([act, 'not_found'])
})

test('what was returned is over for everybody', () => {
  const all: CaseAct[] = ['say', 'reopen', 'rate', 'accept', 'send_back', 'move', 'join', 'reply', 'note', 'extend', 'answer', 'ask_unmask']
  for (const act of all) for (const part of PARTS) expect(codeOf(act, 'returned', part)).not.toBe('ok')
})

describe('a reopening', () => {
  const answeredAt = instantOf('2026-11-24', '10:00')

  test('is within seven days of the answer, and one', () => {
    expect(whyNotReopen({ reopened: false, answeredAt }, answeredAt + 7 * DAY_MS)).toBeNull()
    expect(whyNotReopen({ reopened: false, answeredAt }, answeredAt + 7 * DAY_MS + 1)).toEqual({ code: 'reopen_late', params: { n: 7 } })
    expect(whyNotReopen({ reopened: true, answeredAt }, answeredAt)).toEqual({ code: 'reopened_before', params: {} })
  })
})

test('an accepted case is worked on from the first thing those in charge do about it, and no other act moves a state', () => {
  expect(['reply', 'note', 'join', 'extend'].map((act) => stateAfter(act as CaseAct, 'in_charge', 'accepted'))).toEqual(
    Array(4).fill('working'),
  )
  expect(stateAfter('note', 'joint', 'accepted')).toBe('accepted')
  expect(stateAfter('say', 'person', 'accepted')).toBe('accepted')
  const acts = fc.constantFrom<CaseAct>('say', 'reply', 'note', 'join', 'extend', 'accept', 'rate')
  fc.assert(
    fc.property(acts, fc.constantFrom(...PARTS), fc.constantFrom(...STATES), (act, part, state) => {
      if (state !== 'accepted') expect(stateAfter(act, part, state)).toBe(state)
    }),
  )
})

describe('the person of an anonymous case', () => {
  const named = { personName: '赵一', anonymous: false, ownerOrgId: 'east', unmaskedOrgId: null }

  test('is unnamed to every officer', () => {
    const anonymous = { ...named, anonymous: true }
    expect(PARTS.map((part) => writerName(part, anonymous))).toEqual(['赵一', UNNAMED, UNNAMED, UNNAMED])
    expect(PARTS.map((part) => writerName(part, named))).toEqual(Array(4).fill('赵一'))
  })

  test('is known after two people allowed it to that organization alone, while it is in charge', () => {
    const unmasked = { ...named, anonymous: true, unmaskedOrgId: 'east' }
    expect(PARTS.map((part) => writerName(part, unmasked))).toEqual(['赵一', '赵一', UNNAMED, UNNAMED])
    expect(writerName('in_charge', { ...unmasked, ownerOrgId: 'south' })).toBe(UNNAMED)
  })
})
