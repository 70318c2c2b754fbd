import { DAY_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { arrived, END, LAN, lineOf, packOf, PASS_KEYS, passOf, SIYU, START, STRANGER, XU, YU } from './_door'
import { presentLines } from './presence'
import { judgeScan, type CarriedDoor } from './reverse-scan'

const pack = packOf([lineOf(YU), lineOf(XU, arrived(START - 5 * MINUTE_MS)), lineOf(SIYU, { ...arrived(START), state: 'pending' })])
const door = (part: Partial<CarriedDoor> = {}): CarriedDoor => ({
  pack,
  passKeys: PASS_KEYS,
  people: presentLines(pack.lines, [], pack.members),
  ...part,
})
const judge = (text: string, purpose: 'sign_in' | 'sign_out' = 'sign_in', at = START, carried = door()) =>
  judgeScan(text, purpose, carried, at)
const holder = (who: { id: string; name: string }, by: 'pass' | 'card' = 'pass') => ({ personId: who.id, name: who.name, by })

it('takes a pass and a printed card of whoever enrolled', () => {
  expect(judge(passOf(YU, START))).toEqual({ kind: 'record', holder: holder(YU) })
  expect(judge(passOf(YU, START, { kind: 'card' }))).toEqual({ kind: 'record', holder: holder(YU, 'card') })
})

it('says since when somebody is here', () => {
  expect(judge(passOf(XU, START))).toEqual({ kind: 'repeat', holder: holder(XU), at: START - 5 * MINUTE_MS })
})

it('settles a late scan: the officer sees the person', () => {
  expect(judge(passOf(SIYU, START))).toEqual({ kind: 'record', holder: holder(SIYU) })
})

it('asks about whoever did not enroll, member or not', () => {
  expect(judge(passOf(LAN, START))).toEqual({ kind: 'ask', holder: holder(LAN), walkIns: true })
  const closed = door({ pack: { ...pack, walkIns: false } })
  expect(judge(passOf(STRANGER, START), 'sign_in', START, closed)).toEqual({ kind: 'ask', holder: holder(STRANGER), walkIns: false })
})

it('refuses what another key signed, what was changed, what is too old, and what is no pass', () => {
  const refusal = (code: string) => ({ kind: 'refused', holder: null, code, params: {} })
  expect(judge(passOf(YU, START, { signer: 8 }))).toEqual(refusal('pass_invalid'))
  expect(judge(passOf(YU, START), 'sign_in', START, door({ passKeys: [] }))).toEqual(refusal('pass_invalid'))
  const genuine = passOf(YU, START)
  const at = genuine.indexOf('/p/') + 30
  const other = genuine[at] === 'A' ? 'B' : 'A'
  expect(judge(genuine.slice(0, at) + other + genuine.slice(at + 1))).toEqual(refusal('pass_invalid'))
  expect(judge(passOf(YU, START - 8 * DAY_MS))).toEqual(refusal('pass_expired'))
  expect(judge('https://example.com/menu')).toEqual(refusal('pass_unreadable'))
})

it('knows the codes that are for young people to scan', () => {
  expect(judge('https://qn.example/q/h/0123456789')).toEqual({ kind: 'other', what: 'home' })
  expect(judge('s/0123456789.1abc.0123456789abcdef')).toEqual({ kind: 'other', what: 'code' })
  expect(judge('d/0123456789.1abc.0123456789abcdef')).toEqual({ kind: 'other', what: 'code' })
})

it('holds to the times of the event', () => {
  expect(judge(passOf(YU, START - DAY_MS), 'sign_in', START - 31 * MINUTE_MS)).toMatchObject({
    code: 'too_early',
    params: { time: '13:30' },
  })
  expect(judge(passOf(YU, START), 'sign_in', END + MINUTE_MS)).toMatchObject({ code: 'sign_in_closed' })
  expect(judge(passOf(XU, START), 'sign_out', END + 61 * MINUTE_MS)).toMatchObject({ code: 'sign_out_closed' })
})

it('signs out whoever is here, once, and nobody who is not', () => {
  expect(judge(passOf(XU, START), 'sign_out', END)).toEqual({ kind: 'record', holder: holder(XU) })
  expect(judge(passOf(YU, START), 'sign_out', END)).toMatchObject({ kind: 'refused', code: 'not_signed_in', holder: holder(YU) })
  const people = presentLines([lineOf(XU, { ...arrived(START), state: 'left', signedOutAt: END })], [], [])
  expect(judge(passOf(XU, START), 'sign_out', END + MINUTE_MS, door({ people }))).toEqual({ kind: 'repeat', holder: holder(XU), at: END })
})
