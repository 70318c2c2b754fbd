import { judgeChange, judgeStanding, overdueOffers, type DoneSeen, type SessionSeen, type SessionsSeen } from './session-watch'

/** Each judgment is shown what is right, and then what is wrong in every way it is there for. Slots 1 and 2, one place each. */
const STARTS = 10_000_000
const LENGTH = 1_000_000
const MIDDLE = STARTS + LENGTH
const ENDS = STARTS + 2 * LENGTH

const place = (slotNo: number, state: 'free' | 'offered' | 'taken', personId: string | null = null, until: number | null = null) => {
  return { slotNo, n: 1, state, personId, until }
}
const booked = (personId: string, slotNo: number | null, more: Partial<SessionSeen['bookings'][number]> = {}) => {
  return { personId, slotNo, state: 'booked', late: false, missedAt: null, toldMissed: 0, ...more }
}
const entry = (personId: string, state: string, at: number, priority = 0) => ({ personId, state, at, priority, nonce: personId })

/** a is booked in slot 1; slot 2 is offered to b; c and d wait. */
const RIGHT: SessionSeen = {
  hostId: 'host',
  startsAt: STARTS,
  endsAt: ENDS,
  cancelled: false,
  settled: false,
  waiting: 2,
  slots: [
    { no: 1, startsAt: STARTS, endsAt: MIDDLE },
    { no: 2, startsAt: MIDDLE, endsAt: ENDS },
  ],
  places: [place(1, 'taken', 'a'), place(2, 'offered', 'b', 500)],
  bookings: [booked('a', 1)],
  entries: [entry('b', 'offered', 1), entry('c', 'waiting', 2), entry('d', 'waiting', 3)],
}
const EMPTY: SessionSeen = { ...RIGHT, waiting: 0, places: [place(1, 'free'), place(2, 'free')], bookings: [], entries: [] }
const CANCELLED: SessionSeen = { ...EMPTY, cancelled: true }

const such = (more: Partial<SessionSeen>): SessionSeen => ({ ...RIGHT, ...more })
const seen = (one: SessionSeen, more: { other?: SessionSeen; done?: DoneSeen[] } = {}): SessionsSeen => ({
  sessions: new Map([['s1', one], ...(more.other ? [['s2', more.other] as const] : [])]),
  done: more.done ?? [],
})
const entries = (...changed: SessionSeen['entries']) => [
  ...changed,
  ...RIGHT.entries.filter(({ personId }) => !changed.some((other) => other.personId === personId)),
]

test('what is right is not blamed', () => {
  expect(judgeStanding(seen(RIGHT, { other: { ...EMPTY, hostId: 'other' } }), 0)).toEqual([])
  expect(judgeStanding(seen(CANCELLED), 0)).toEqual([])
  expect(judgeChange(seen(RIGHT), seen(RIGHT), 0)).toEqual([])
})

test.each<[string, SessionSeen, RegExp]>([
  ['two in one place', such({ bookings: [booked('a', 1), booked('x', 1)] }), /overbooked: 2 booked and 0 offered of 1 in slot 1/],
  ['booked without a place', such({ places: [place(1, 'free'), place(2, 'offered', 'b', 500)] }), /a is booked in slot 1 without a place/],
  ['a place without its person', such({ bookings: [] }), /a has a place in slot 1 and is not booked/],
  ['a place offered to nobody', such({ entries: entries(entry('b', 'expired', 1)) }), /b is offered slot 2 and does not wait for it/],
  ['an offer without a place', such({ places: [place(1, 'taken', 'a'), place(2, 'free')] }), /b lost an offer: no place is kept/],
  [
    'a free place beside a line',
    such({ places: [place(1, 'taken', 'a'), place(2, 'free')] }),
    /a place of slot 2 stands free beside a line/,
  ],
  ['a wrong counter', such({ waiting: 1 }), /1 are counted as waiting, and 2 wait/],
  [
    'a late cancellation whose place is taken',
    such({ bookings: [booked('a', 1), booked('x', 1, { state: 'cancelled', late: true })] }),
    /1 cancelled slot 1 late and count as missed, though 1 of 1 places are taken/,
  ],
  ['told twice', such({ bookings: [booked('a', 1, { toldMissed: 2 })] }), /a was told 2 times/],
  ['booked in a cancelled session', { ...CANCELLED, bookings: [booked('a', 1)] }, /it is cancelled, and a is still booked/],
  ['a line of a cancelled session', { ...CANCELLED, entries: [entry('c', 'offered', 1)] }, /it is cancelled, and c still stands in line/],
  ['a place of a cancelled session', { ...CANCELLED, places: RIGHT.places }, /it is cancelled, and a still has a place/],
])('%s is seen', (_, wrong, violation) => {
  expect(judgeStanding(seen(wrong), 0).join('\n')).toMatch(violation)
})

test('a free place is nobody’s any more once its slot has begun', () => {
  const free = such({
    places: [place(1, 'free'), place(2, 'taken', 'a')],
    bookings: [booked('a', 2)],
    entries: [entry('c', 'waiting', 1)],
    waiting: 1,
  })
  expect(judgeStanding(seen(free), STARTS - 1)).toEqual(['s1: a place of slot 1 stands free beside a line'])
  expect(judgeStanding(seen(free), STARTS)).toEqual([])
})

test('a third active booking is seen, and one of a session that is over is not active', () => {
  const own = { ...EMPTY, places: [place(1, 'taken', 'a'), place(2, 'free')], bookings: [booked('a', 1)] }
  const three = (first: SessionSeen): SessionsSeen => {
    const rest = [1, 2].map((nth) => [`t${nth}`, { ...own, hostId: `h${nth}`, endsAt: ENDS + nth }] as const)
    return { sessions: new Map([['s1', first], ...rest]), done: [] }
  }
  expect(judgeStanding(three(own), 0)).toEqual(['a has 3 active bookings'])
  // Their slot is over, though the session goes on.
  expect(judgeStanding(three(own), MIDDLE)).toEqual([])
  expect(judgeStanding(three(own), ENDS)).toEqual([])
  // A walk-in is not booked in advance.
  expect(judgeStanding(three({ ...EMPTY, bookings: [booked('a', null, { state: 'checked_in' })] }), 0)).toEqual([])
})

test('a host in two sessions at once is seen; one after the other is right', () => {
  expect(judgeStanding(seen(EMPTY, { other: EMPTY }), 0)).toEqual(['host receives in s1 and in s2 at the same time'])
  expect(judgeStanding(seen(EMPTY, { other: { ...EMPTY, startsAt: ENDS, endsAt: ENDS + 1 } }), 0)).toEqual([])
  expect(judgeStanding(seen(EMPTY, { other: CANCELLED }), 0)).toEqual([])
})

test('the first in line is served, those whose own session was cancelled before all others', () => {
  const offeredTo = (who: string, state = 'offered') =>
    such({ places: [place(1, 'offered', who, 900), RIGHT.places[1]!], bookings: [], entries: entries(entry(who, state, 2)) })
  expect(judgeChange(seen(RIGHT), seen(offeredTo('c')), 0)).toEqual([])
  expect(judgeChange(seen(RIGHT), seen(offeredTo('d')), 0)).toEqual(['s1: d was served before c, who was ahead in the line'])
  const displaced = such({ entries: entries(entry('d', 'waiting', 3, -1)) })
  expect(judgeChange(seen(displaced), seen(offeredTo('d')), 0)).toEqual([])
  expect(
    judgeChange(seen(displaced), seen({ ...offeredTo('c'), entries: [entry('c', 'offered', 2), entry('d', 'waiting', 3, -1)] }), 0)[0],
  ).toBe('s1: c was served before d, who was ahead in the line')
})

test('who comes later overtakes nobody, but for a slot that has begun for the line', () => {
  const overtaken = such({
    places: [place(1, 'taken', 'x'), RIGHT.places[1]!],
    bookings: [booked('x', 1), booked('a', 1, { state: 'cancelled' })],
  })
  const done = [told('x', 'sessions.book', 'booked', 1)]
  expect(judgeChange(seen(RIGHT), seen(overtaken, { done }), 0)).toEqual(['s1: x came later and overtook c, d'])
  expect(judgeChange(seen(RIGHT), seen(overtaken, { done }), STARTS)).toEqual([])
})

const told = (personId: string, name: string, state: string | null, slotNo: number, waiting: string | null = null): DoneSeen => {
  return {
    key: `${personId} ${name}`,
    personId,
    name,
    sessionId: 's1',
    booking: state === null ? null : { state, slotNo },
    waiting: waiting === null ? null : { state: waiting },
  }
}

test('an offer is taken, declined, runs out or ends with its session; in any other way it is lost', () => {
  const became = (state: string, more: Partial<SessionSeen> = {}) =>
    seen(such({ places: [RIGHT.places[0]!, place(2, 'free')], entries: [entry('b', state, 1)], waiting: 0, ...more }))
  const before = seen({ ...RIGHT, entries: [entry('b', 'offered', 1)], waiting: 0 })
  const lost = (after: SessionsSeen, now: number) => judgeChange(before, after, now).filter((violation) => violation.includes('was lost'))
  expect(lost(became('declined'), 0)).toEqual([])
  expect(lost(became('expired'), 500)).toEqual([])
  expect(lost(became('expired'), 499)).toHaveLength(1)
  expect(lost(became('served'), 0)).toHaveLength(1)
  expect(lost(became('served', { bookings: [booked('b', 2)] }), 0)).toEqual([])
  expect(lost(became('left'), 500)).toHaveLength(1)
  expect(lost(became('closed'), 0)).toHaveLength(1)
  expect(lost(became('closed', { cancelled: true }), 0)).toEqual([])
})

test('an offer that ran out is overdue until it is taken back', () => {
  expect(overdueOffers(seen(RIGHT), 499)).toEqual([])
  expect(overdueOffers(seen(RIGHT), 500)).toEqual(['place 1 of slot 2 of s1, offered to b until 500'])
})

test('whoever was booked in a cancelled session chooses first in a later one, where there is one', () => {
  const later = { ...EMPTY, hostId: 'other', startsAt: ENDS, endsAt: ENDS + LENGTH }
  const booking = { ...EMPTY, places: [place(1, 'taken', 'a'), place(2, 'free')], bookings: [booked('a', 1)] }
  const after = { ...CANCELLED, bookings: [booked('a', 1, { state: 'cancelled' })] }
  const judged = (next: SessionSeen) => judgeChange(seen(booking, { other: later }), seen(after, { other: next }), 0)
  expect(judged(later)).toEqual(['s1 was cancelled, and a, who was booked, does not choose first anywhere'])
  expect(judged({ ...later, entries: [entry('a', 'waiting', 1)] })).toHaveLength(1)
  expect(judged({ ...later, entries: [entry('a', 'waiting', 1, -1)] })).toEqual([])
  expect(judged({ ...later, entries: [entry('a', 'offered', 1, -1)] })).toEqual([])
  expect(judged({ ...later, cancelled: true, entries: [entry('a', 'waiting', 1, -1)] })).toEqual([])
  expect(judgeChange(seen(booking), seen(after), 0)).toEqual([])
})

test('nobody is booked without having asked, nor twice at the same time by what they ask', () => {
  const free = seen(EMPTY, { other: { ...EMPTY, hostId: 'other', bookings: [booked('a', 1)] } })
  const taken = { ...EMPTY, places: [place(1, 'taken', 'a'), place(2, 'free')], bookings: [booked('a', 1)] }
  const after = (slotNo: number, done: DoneSeen[]) =>
    seen(taken, { other: { ...EMPTY, hostId: 'other', bookings: [booked('a', slotNo)] }, done })
  expect(judgeChange(free, after(2, []), 0)).toContain('a is booked in s1 and has not asked for it')
  const asked = [told('a', 'sessions.book', 'booked', 1)]
  expect(judgeChange(seen(EMPTY), seen(taken, { done: asked }), 0)).toEqual([])
  expect(judgeChange(free, after(1, asked), 0)).toEqual(['a is booked in s1 and in s2 at the same time'])
})

test('not having come is written down after the session, and does not change', () => {
  const missed = (more: object) => seen(such({ bookings: [booked('a', 1, { state: 'no_show', missedAt: STARTS, ...more })] }))
  const settled = ENDS + 30 * 60_000
  expect(judgeChange(seen(RIGHT), missed({}), settled)).toEqual([])
  expect(judgeChange(seen(RIGHT), missed({}), settled - 1)).toEqual(['s1: a has not come, it says before the session is over'])
  expect(judgeChange(missed({}), missed({ missedAt: MIDDLE }), settled)).toHaveLength(1)
  expect(judgeChange(missed({}), missed({ state: 'answered' }), settled)).toEqual(['s1: a had not come and is now answered'])
})

test('what somebody is told is what lies in the tables', () => {
  const heard = (...done: DoneSeen[]) => judgeChange(seen(RIGHT), seen(RIGHT, { done }), 0)
  expect(heard(told('a', 'sessions.book', 'booked', 1), told('c', 'sessions.wait', null, 0, 'waiting'))).toEqual([])
  expect(heard(told('a', 'sessions.book', 'booked', 2))).toEqual([
    'a was told of sessions.book at s1: booked in slot 2, and is booked in slot 1',
  ])
  expect(heard(told('a', 'sessions.book', null, 1))).toEqual(['a was told of sessions.book at s1: ok, and is not booked'])
  expect(heard(told('a', 'sessions.cancelBooking', null, 1))).toEqual(['a was told of sessions.cancelBooking at s1: ok, and is booked'])
  expect(heard(told('x', 'sessions.wait', null, 0))).toEqual(['x was told of sessions.wait at s1: ok, and does not wait'])
  expect(heard(told('c', 'sessions.stopWaiting', null, 0, 'left'))).toHaveLength(2)
  // Only what is new is held against the tables of this moment.
  const old = [told('a', 'sessions.book', 'booked', 2)]
  expect(judgeChange(seen(RIGHT, { done: old }), seen(RIGHT, { done: old }), 0)).toEqual([])
})
