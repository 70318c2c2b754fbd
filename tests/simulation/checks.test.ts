import type { GivenAnswer } from './server'
import { checkNonces } from './checks/nonces'
import { checkPlaces } from './checks/places'
import { checkPresence } from './checks/presence'
import { checkRecords } from './checks/records'
import { checkLook, checkSums, type OfficersLook } from './checks/sums'
import type { AttendanceLine, TownTables } from './checks/tables'
import type { Phone } from './phone'
import type { Town } from './town'
import type { Kept } from './witness'

/** Each check is shown what is right, and then what is wrong in every way it is there for. */
const HOUR = 3_600_000
const START = 1_800_000_000_000
const STEP = START / 10_000

const town: Town = {
  sessions: [],
  people: ['officer', 'p1', 'p2'].map((id) => ({ id, name: id, token: `token of ${id}` })),
  events: [
    {
      id: 'e1',
      code: 'E1',
      secret: Buffer.alloc(32),
      startsAt: START,
      endsAt: START + HOUR,
      places: 2,
      givesHours: true,
      creditHundredths: 25,
    },
  ],
}

/** p1 and p2 enrolled; p1 came and left, and the event was closed. */
function rightTables(): TownTables {
  const event = { eventId: 'e1' }
  const attendance: AttendanceLine = {
    ...event,
    personId: 'p1',
    inNonce: 'in',
    signedInAt: START,
    outNonce: 'out',
    signedOutAt: START + HOUR,
    outAssurance: 'code',
    delayed: false,
    confirmed: false,
    settled: true,
    settledMinutes: 60,
    settledHours: 'posts',
    settledCredits: 'posts',
  }
  return {
    places: [1, 2].map((n) => ({ ...event, n, state: 'taken', personId: `p${n}` })),
    enrollments: [1, 2].map((n) => ({ ...event, personId: `p${n}`, state: 'enrolled' })),
    waiting: [],
    scans: [
      { ...event, nonce: 'in', personId: 'p1', step: STEP, purpose: 'sign_in', answer: { kind: 'sign_in' } },
      { ...event, nonce: 'out', personId: 'p1', step: STEP + 360, purpose: 'sign_out', answer: { kind: 'sign_out' } },
    ],
    attendances: [attendance],
    commands: [{ actorId: 'p2', nonce: 'enroll', name: 'events.enroll', subject: 'e1', result: {}, refusal: null, at: START }],
    hours: [{ ...event, personId: 'p1', minutes: 60, from: START, to: START + HOUR }],
    credits: [{ ...event, personId: 'p1', hundredths: 25 }],
    claims: [],
  }
}

/** The right tables with something done to them. */
function damaged(damage: (tables: TownTables) => void): TownTables {
  const tables = rightTables()
  damage(tables)
  return tables
}

describe('places', () => {
  const check = (tables: TownTables) => checkPlaces({ ...town, people: [] }, tables, enrollments)
  const enrollments = ['p1', 'p2'].map((person, index) => {
    return {
      eventId: 'e1',
      dropped: false,
      person,
      kind: 'enroll' as const,
      invokedAt: 2 * index,
      answeredAt: 2 * index + 1,
      answer: 'enrolled' as const,
    }
  })

  it('finds nothing where all is right', () => expect(check(rightTables())).toEqual([]))
  it.each<[string, (tables: TownTables) => void]>([
    ['overbooked', ({ enrollments: rows }) => rows.push({ eventId: 'e1', personId: 'p3', state: 'enrolled' })],
    ['has 0 places', ({ places }) => Object.assign(places[0]!, { personId: 'p2' })],
    ['has 2 places', ({ places }) => Object.assign(places[1]!, { personId: 'p1' })],
    ['has a place at e1 and is not enrolled', ({ enrollments: rows }) => Object.assign(rows[0]!, { state: 'left' })],
    ['fits into no order', ({ enrollments: rows, places }) => [rows.pop(), Object.assign(places[1]!, { state: 'free', personId: null })]],
  ])('notices: %s', (violation, damage) => expect(check(damaged(damage)).join('\n')).toContain(violation))
})

describe('presence', () => {
  it('finds nothing where all is right', () => expect(checkPresence(rightTables())).toEqual([]))
  it('notices somebody in the room who has left the event, or never enrolled', () => {
    const left = damaged(({ enrollments }) => Object.assign(enrollments[0]!, { state: 'left' }))
    expect(checkPresence(left)).toEqual(['p1 has signed in to e1 in time and is not enrolled'])
    expect(checkPresence(damaged(({ enrollments }) => enrollments.shift()))).toHaveLength(1)
  })
  it('lets who comes late be without an enrollment', () => {
    const late = damaged(({ enrollments, scans }) => [enrollments.shift(), Object.assign(scans[0]!.answer, { delayed: true })])
    expect(checkPresence(late)).toEqual([])
  })
})

describe('nonces', () => {
  const given = (answer: GivenAnswer['answer']): GivenAnswer => {
    return { caller: 'token of p2', name: 'events.enroll', nonce: 'enroll', input: {}, answer }
  }
  const enrolled = given({ ok: true, data: { state: 'enrolled' } })
  const refused = (code: 'event_full' | 'unavailable') => given({ ok: false, code, hint: '', params: {}, requestId: String(Math.random()) })

  it('finds nothing where the same result was given each time, and nothing else but 「not now」', () => {
    expect(checkNonces(town, rightTables(), [enrolled, refused('unavailable'), enrolled])).toEqual([])
    expect(checkNonces(town, rightTables(), [refused('event_full'), refused('event_full')])).toEqual([])
  })
  it('notices two results for one nonce', () =>
    expect(checkNonces(town, rightTables(), [enrolled, refused('event_full')]).join()).toContain('two results'))
  it('notices a result of which nothing is kept, and one that is kept twice', () => {
    expect(
      checkNonces(
        town,
        damaged(({ commands }) => commands.pop()),
        [enrolled],
      ).join(),
    ).toContain('0 rows')
    expect(
      checkNonces(
        town,
        damaged(({ commands }) => commands.push(commands[0]!)),
        [enrolled],
      ).join(),
    ).toContain('2 rows')
  })
})

describe('records', () => {
  const kept: Kept = {
    title: 'scan-1',
    procedure: 'attendance.scan',
    owner: 'p1',
    phone: 'phone1',
    eventId: 'e1',
    nonces: new Set(['in']),
    poisoned: false,
    seenSaved: true,
    letGo: false,
  }
  const check = (tables: TownTables, state: string | null, more: Partial<Kept> = {}) => {
    const records = () => (state === null ? [] : [{ title: 'scan-1', state, person: 'p1' }])
    return checkRecords([{ records } as unknown as Phone], tables, new Map([['scan-1', { ...kept, ...more }]])).join('\n')
  }

  it('finds nothing where it was delivered, stands aside, or was let go by its person', () => {
    expect([check(rightTables(), 'delivered'), check(rightTables(), 'aside'), check(rightTables(), null, { letGo: true })]).toEqual([
      '',
      '',
      '',
    ])
  })
  it('notices one that vanished, one that waits for ever, one that never arrived', () => {
    expect(check(rightTables(), null)).toContain('has vanished')
    expect(check(rightTables(), 'waiting')).toContain('still waits')
    expect(check(rightTables(), 'delivered', { nonces: new Set(['elsewhere']) })).toContain('is not there')
  })
  it('notices one that was taken twice, or under another name', () => {
    expect(check(rightTables(), 'delivered', { nonces: new Set(['in', 'out']) })).toContain('taken 2 times')
    expect(check(rightTables(), 'delivered', { owner: 'p2' })).toContain('under the name of p1')
  })
})

describe('sums', () => {
  it('finds nothing where all is right', () => expect(checkSums(town, rightTables())).toEqual([]))
  it.each<[string, (tables: TownTables) => void]>([
    ['1 attendances of 2 people', ({ scans }) => Object.assign(scans[1]!, { personId: 'p2', answer: { kind: 'sign_in' } })],
    ['2 attendances of 1 people', ({ attendances }) => attendances.push(attendances[0]!)],
    ['has not scanned', ({ attendances }) => Object.assign(attendances[0]!, { personId: 'p2' })],
    ['another time than that of the code', ({ attendances }) => Object.assign(attendances[0]!, { signedInAt: START + 10_000 })],
    ['by a scan that is not kept', ({ attendances }) => Object.assign(attendances[0]!, { inNonce: 'none' })],
    ['and is signed out at', ({ attendances }) => Object.assign(attendances[0]!, { settled: false, signedOutAt: START + HOUR - 10_000 })],
    ['is not signed out', ({ attendances }) => Object.assign(attendances[0]!, { outAssurance: null, signedOutAt: null })],
    ['hours of p1', ({ hours }) => Object.assign(hours[0]!, { minutes: 59 })],
    ['hours of p1', ({ hours }) => hours.push(hours[0]!)],
    ['hours of p1', ({ attendances }) => Object.assign(attendances[0]!, { settled: false })],
    ['credits of p1', ({ credits }) => credits.pop()],
    ['hoursClaims of p1', ({ claims }) => claims.push({ eventId: 'e1', personId: 'p1', kind: 'hours', minutes: 60, hundredths: 0 })],
    ['hoursClaims of p1', ({ attendances }) => Object.assign(attendances[0]!, { outAssurance: 'manual' })],
  ])('notices: %s', (violation, damage) => expect(checkSums(town, damaged(damage)).join('\n')).toContain(violation))

  it('compares what an officer sees with the rows', () => {
    const line = { settled: true, hours: 'posts', credits: 'posts', minutes: 60, creditHundredths: 25 }
    const look = {
      eventId: 'e1',
      door: { enrolledCount: 2, arrivedCount: 1, pendingCount: 0 },
      closing: { lines: [line] },
    } as unknown as OfficersLook
    expect(checkLook(look, rightTables())).toEqual([])
    const others: [string, (tables: TownTables) => void][] = [
      ['enrolled', ({ enrollments }) => enrollments.pop()],
      ['arrived', ({ attendances }) => attendances.pop()],
      ['pending', ({ attendances }) => Object.assign(attendances[0]!, { delayed: true, settled: false })],
      ['settledMinutes', ({ hours }) => hours.pop()],
      ['credits', ({ credits }) => credits.pop()],
    ]
    for (const [count, damage] of others) expect(checkLook(look, damaged(damage)).join('\n')).toContain(`${count} of e1`)
  })
})
