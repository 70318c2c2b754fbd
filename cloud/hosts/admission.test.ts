import type { Answer } from '@core/contract/envelope'
import { createAdmission, LIMITS, type Admission, type Visit } from './admission'

const NOW = Date.UTC(2026, 10, 21)
const OK: Answer<unknown> = { ok: true, data: {} }
const CAMPUS = '203.0.113.7'
const guest = (procedure: Visit['procedure'], addressGroup = CAMPUS): Visit => ({ procedure, person: null, vouched: false, addressGroup })
const caller = (person: string, procedure: Visit['procedure'] = 'events.mine'): Visit => ({ ...guest(procedure), person })

function entered(admission: Admission, visits: Visit[]): number {
  return visits.filter((visit) => admission.enter(visit, NOW) === 0).length
}
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))

test('six hundred people behind one address scan and log in within a minute', () => {
  const admission = createAdmission(LIMITS)
  expect(
    entered(
      admission,
      times(600, () => guest('attendance.scan')),
    ),
  ).toBe(600)
  expect(
    entered(
      admission,
      times(600, () => guest('people.wechatLogin')),
    ),
  ).toBe(600)
})

test('an address that keeps calling without log-in is slowed down, others are not', () => {
  const admission = createAdmission(LIMITS)
  expect(
    entered(
      admission,
      times(2_000, () => guest('attendance.scan')),
    ),
  ).toBe(LIMITS.doorPerAddress)
  expect(
    entered(
      admission,
      times(2_000, () => guest('events.list')),
    ),
  ).toBe(LIMITS.readsPerAddress)
  expect(
    entered(
      admission,
      times(2_000, () => guest('unknown')),
    ),
  ).toBe(LIMITS.readsPerAddress)
  expect(entered(admission, [guest('attendance.scan', '198.51.100.1')])).toBe(1)
})

test('guests who browse do not hold up the big screen at the same address', () => {
  const admission = createAdmission(LIMITS)
  entered(
    admission,
    times(1_000, () => guest('events.list')),
  )
  expect(entered(admission, [guest('attendance.screenState')])).toBe(1)
})

test('three thousand people who are logged in are not counted by their address', () => {
  const admission = createAdmission(LIMITS)
  for (const visit of times(3_000, (index) => caller(`person-${index}`))) admission.leave(visit, OK, String)
  expect(
    entered(
      admission,
      times(3_000, (index) => caller(`person-${index}`)),
    ),
  ).toBe(3_000)
  expect(
    entered(
      admission,
      times(3_000, (index) => caller(`person-${index}`, 'events.list')),
    ),
  ).toBe(3_000)
})

test('one person who is logged in calls 120 times a minute, wherever they are', () => {
  const admission = createAdmission(LIMITS)
  admission.leave(caller('a'), OK, String)
  const from = (addressGroup: string) => ({ ...caller('a'), addressGroup })
  expect(
    entered(
      admission,
      times(500, (index) => from(`10.0.0.${index % 100}`)),
    ),
  ).toBe(LIMITS.perPerson)
  expect(entered(admission, [{ ...caller('b'), addressGroup: '10.0.0.1' }])).toBe(1)
})

test('who invents a new token for every call is counted by address', () => {
  const admission = createAdmission(LIMITS)
  const visits = times(5_000, (index) => caller(`invented-${index}`, 'events.list'))
  for (const visit of visits) admission.leave(visit, OK, String) // anybody may list: an answer proves nothing
  expect(entered(admission, visits)).toBe(LIMITS.unprovenPerAddress)
})

test('a token that was just given out is a good one; one that was refused is not any more', () => {
  const admission = createAdmission({ ...LIMITS, unprovenPerAddress: 1 })
  admission.leave(guest('people.wechatLogin'), { ok: true, data: { token: 'fresh', me: {} } }, (token) => `hash of ${token}`)
  expect(
    entered(
      admission,
      times(5, () => caller('hash of fresh')),
    ),
  ).toBe(5)

  admission.leave(caller('hash of fresh'), { ok: false, code: 'not_logged_in', hint: '', params: {}, requestId: '' }, String)
  expect(
    entered(
      admission,
      times(5, () => caller('hash of fresh')),
    ),
  ).toBe(1)
})

test('whom the platform vouches for is counted as a person only', () => {
  const admission = createAdmission({ ...LIMITS, unprovenPerAddress: 1 })
  expect(
    entered(
      admission,
      times(500, () => ({ ...caller('openid'), vouched: true })),
    ),
  ).toBe(LIMITS.perPerson)
})
