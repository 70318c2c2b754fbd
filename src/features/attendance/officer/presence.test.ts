import type { PresenceEntry } from '@core/contract/attendance'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import { newRecord, type OutboxRecord } from '@/sync/record'
import { arrived, EVENT, LAN, lineOf, packOf, PASS_KEYS, passOf, personId, SIYU, START, STRANGER, XU, YU } from './_door'
import { countPeople, ownPresence, presentLines, type OwnPresence } from './presence'

const OFFICER = personId(99)
const { members } = packOf()

function record(entries: Partial<PresenceEntry>[], part: Partial<OutboxRecord> = {}): OutboxRecord {
  const full = entries.map((entry) => ({ purpose: 'sign_in' as const, by: 'roll_call' as const, at: START, reason: '', ...entry }))
  const draft = { procedure: 'attendance.record' as const, input: { eventId: EVENT, entries: full }, subject: `door:${EVENT}` }
  return { ...newRecord(draft, 'nonce', OFFICER, START), ...part }
}
const own = (...records: OutboxRecord[]) => ownPresence(records, EVENT, OFFICER, PASS_KEYS)
const presence = (who: { id: string }, part: Partial<OwnPresence> = {}): OwnPresence => ({
  personId: who.id,
  name: null,
  purpose: 'sign_in',
  by: 'manual',
  at: START,
  onPhone: true,
  ...part,
})
const stateOf = (people: ReturnType<typeof presentLines>, who: { id: string }) => people.find((one) => one.personId === who.id)

describe('what this phone has recorded', () => {
  it('names the holder of a pass that has not been delivered yet', () => {
    const pass = passOf(STRANGER, START)
    expect(own(record([{ pass, by: 'pass' }]))).toEqual([presence(STRANGER, { name: '远方来客', by: 'pass' })])
  })

  it('takes what the server said of what was delivered', () => {
    const answer = { entries: [{ personId: YU.id, name: YU.name, outcome: 'repeat', enrolled: true, at: START - MINUTE_MS }] }
    const delivered = record([{ personId: YU.id }], { state: 'delivered', answer })
    expect(own(delivered)).toEqual([presence(YU, { name: YU.name, by: 'roll_call', at: START - MINUTE_MS, onPhone: false })])
  })

  it('does not count what was refused, what is of another event, and what is another officer’s', () => {
    expect(own(record([{ personId: YU.id }], { state: 'aside' }))).toEqual([])
    expect(own(record([{ personId: YU.id }], { person: personId(98) }))).toEqual([])
    expect(ownPresence([record([{ personId: YU.id }])], personId(2), OFFICER, PASS_KEYS)).toEqual([])
  })
})

describe('the list at the door', () => {
  const lines = [lineOf(YU), lineOf(XU, arrived(START - MINUTE_MS)), lineOf(SIYU, { ...arrived(START - MINUTE_MS), state: 'pending' })]

  it('counts whoever this phone has signed in, and says that it lies on the phone', () => {
    const people = presentLines(lines, [presence(YU, { at: START, by: 'pass' })], members)
    expect(stateOf(people, YU)).toMatchObject({ state: 'arrived', signedInAt: START, assurance: 'pass', onPhone: true })
    expect(countPeople(people)).toEqual({ enrolled: 3, arrived: 3, pending: 1, onPhone: 1 })
  })

  it('keeps the first result where the server knows of an earlier one', () => {
    const people = presentLines(lines, [presence(XU, { at: START })], members)
    expect(stateOf(people, XU)).toMatchObject({ signedInAt: START - MINUTE_MS, assurance: 'code', onPhone: false })
  })

  it('settles a late scan by an officer’s word', () => {
    expect(stateOf(presentLines(lines, [presence(SIYU)], members), SIYU)).toMatchObject({ state: 'arrived', onPhone: true })
  })

  it('has whoever leaves leave, by the last time', () => {
    const leaves = [presence(XU, { purpose: 'sign_out', at: START }), presence(XU, { purpose: 'sign_out', at: START + MINUTE_MS })]
    expect(stateOf(presentLines(lines, leaves, members), XU)).toMatchObject({ state: 'left', signedOutAt: START + MINUTE_MS })
    expect(stateOf(presentLines(lines, [presence(YU, { purpose: 'sign_out' })], members), YU)).toMatchObject({ state: 'expected' })
  })

  it('adds whoever did not enroll, by the name in the pass or in the members’ list', () => {
    const people = presentLines(lines, [presence(STRANGER, { name: STRANGER.name }), presence(LAN)], members)
    expect(stateOf(people, STRANGER)).toMatchObject({ name: '远方来客', enrolled: false, flags: ['not_enrolled'], state: 'arrived' })
    expect(stateOf(people, LAN)).toMatchObject({ name: '欧阳岚' })
    expect(countPeople(people)).toMatchObject({ enrolled: 3, arrived: 4 })
  })
})
