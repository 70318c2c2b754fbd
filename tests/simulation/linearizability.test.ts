import fc from 'fast-check'
import { checkBookings, type BookingHistory, type BookingOperation } from './linearizability'

type Answer = BookingOperation['answer']

const enroll = (person: string, answer: Answer, invokedAt: number, answeredAt: number | null): BookingOperation => ({
  person,
  kind: 'enroll',
  answer,
  invokedAt,
  answeredAt,
})
const leave = (person: string, answer: Answer, invokedAt: number, answeredAt: number | null): BookingOperation => ({
  ...enroll(person, answer, invokedAt, answeredAt),
  kind: 'leave',
})

function refused(history: BookingHistory): string {
  const verdict = checkBookings(history)
  return verdict.ok ? `explained by ${verdict.order.map(({ person, kind }) => `${kind} ${person}`).join(', ')}` : verdict.reason
}

/** Walks an order through the capacity model, apart from the search: what each would have been answered, and who is enrolled. */
function walk(order: readonly BookingOperation[], places: number) {
  const enrolled = new Set<string>()
  const answers = order.map(({ person, kind, answer }): Answer => {
    if (answer === 'already_signed_in') return answer
    if (kind === 'leave') return enrolled.delete(person) ? 'left' : 'not_enrolled'
    if (enrolled.has(person)) return 'enrolled'
    if (enrolled.size === places) return 'full'
    enrolled.add(person)
    return 'enrolled'
  })
  return { answers, enrolled: [...enrolled].sort() }
}

/** Whether an order really explains a history: every rule of the question, checked plainly. */
function explains(order: readonly BookingOperation[], history: BookingHistory): void {
  const heard = history.operations.filter((operation) => operation.answeredAt !== null)
  const inOrder = order.filter((operation) => operation.answeredAt !== null)
  expect(inOrder).toHaveLength(heard.length)
  const { answers, enrolled } = walk(order, history.places)
  order.forEach((operation, index) => operation.answeredAt !== null && expect(answers[index]).toBe(operation.answer))
  expect(enrolled).toEqual([...history.finallyEnrolled].sort())
  let latest = 0
  for (const operation of order) {
    latest = Math.max(latest, operation.invokedAt)
    if (operation.answeredAt !== null) expect(operation.answeredAt).toBeGreaterThanOrEqual(latest)
  }
}

describe('one after the other', () => {
  test('what the model says is explained, and the order is given', () => {
    const operations = [
      enroll('甲', 'enrolled', 1, 2),
      enroll('乙', 'full', 3, 4),
      enroll('甲', 'enrolled', 5, 6),
      leave('乙', 'not_enrolled', 7, 8),
      leave('甲', 'left', 9, 10),
      enroll('乙', 'enrolled', 11, 12),
      leave('乙', 'already_signed_in', 13, 14),
    ]
    const verdict = checkBookings({ places: 1, operations, finallyEnrolled: ['乙'] })
    expect(verdict.ok && verdict.order.map(({ person, kind }) => `${kind} ${person}`)).toEqual(
      operations.map(({ person, kind }) => `${kind} ${person}`),
    )
  })

  test.each<[string, BookingHistory, RegExp]>([
    [
      'a false 「full」',
      { places: 2, operations: [enroll('甲', 'enrolled', 1, 2), enroll('乙', 'full', 3, 4)], finallyEnrolled: ['甲'] },
      /乙 .* 「full」 although at most 1 of 2 places were taken/,
    ],
    [
      'one place given twice',
      { places: 1, operations: [enroll('甲', 'enrolled', 1, 2), enroll('乙', 'enrolled', 3, 4)], finallyEnrolled: ['乙'] },
      /乙 .* 「enrolled」 although all 1 places were taken/,
    ],
    [
      'more people than places in the tables',
      { places: 1, operations: [enroll('甲', 'enrolled', 1, 9), enroll('乙', 'enrolled', 1, 9)], finallyEnrolled: ['甲', '乙'] },
      /2 people are enrolled at the end, and there are 1 places/,
    ],
    [
      'a lost enrollment',
      { places: 1, operations: [enroll('甲', 'enrolled', 1, 2)], finallyEnrolled: [] },
      /the tables end with nobody enrolled, but the answers leave \{甲\}/,
    ],
    [
      'a lost departure',
      { places: 1, operations: [enroll('甲', 'enrolled', 1, 2), leave('甲', 'left', 3, 4)], finallyEnrolled: ['甲'] },
      /the tables end with \{甲\} enrolled, but the answers leave nobody/,
    ],
    [
      'somebody who left without a place',
      { places: 1, operations: [leave('甲', 'left', 1, 2)], finallyEnrolled: [] },
      /without being enrolled/,
    ],
    [
      'somebody enrolled who hears that they are not',
      { places: 1, operations: [enroll('甲', 'enrolled', 1, 2), leave('甲', 'not_enrolled', 3, 4)], finallyEnrolled: ['甲'] },
      /「not_enrolled」 while enrolled/,
    ],
    [
      'somebody enrolled who hears 「full」',
      { places: 1, operations: [enroll('甲', 'enrolled', 1, 2), enroll('甲', 'full', 3, 4)], finallyEnrolled: ['甲'] },
      /in no order were all 1 places taken by others/,
    ],
    [
      'an answer to another question',
      { places: 1, operations: [enroll('甲', 'left', 1, 2)], finallyEnrolled: [] },
      /which is no answer to that/,
    ],
    ['somebody in the tables who never asked', { places: 1, operations: [], finallyEnrolled: ['甲'] }, /the tables end with \{甲\}/],
  ])('%s is refused', (_, history, reason) => {
    expect(refused(history)).toMatch(reason)
  })
})

describe('at the same time', () => {
  test('the later answer may have come first', () => {
    const operations = [enroll('甲', 'full', 1, 2), enroll('乙', 'enrolled', 1, 10)]
    expect(checkBookings({ places: 1, operations, finallyEnrolled: ['乙'] }).ok).toBe(true)
    expect(
      refused({ places: 1, operations: [enroll('甲', 'full', 1, 2), enroll('乙', 'enrolled', 3, 10)], finallyEnrolled: ['乙'] }),
    ).toMatch(/at most 0 of 1 places/)
  })

  test('a place that changed hands while two looked is full for a third only in between', () => {
    const handed = [
      enroll('甲', 'enrolled', 1, 2),
      leave('甲', 'left', 3, 20),
      enroll('乙', 'enrolled', 4, 20),
      enroll('丙', 'full', 5, 20),
    ]
    expect(checkBookings({ places: 1, operations: handed, finallyEnrolled: ['乙'] }).ok).toBe(true)
    const twoPlaces = { places: 2, operations: handed, finallyEnrolled: ['乙'] }
    expect(checkBookings(twoPlaces).ok).toBe(true)
    expect(refused({ ...twoPlaces, places: 3 })).toMatch(/at most 2 of 3 places/)
  })

  test('an enrollment again that overlaps a departure may have been the second', () => {
    const operations = [enroll('甲', 'enrolled', 1, 2), leave('甲', 'left', 3, 10), enroll('甲', 'enrolled', 3, 10)]
    for (const finallyEnrolled of [[], ['甲']]) expect(checkBookings({ places: 1, operations, finallyEnrolled }).ok).toBe(true)
  })
})

describe('what nobody heard', () => {
  test('may have happened, may not, and not before it was asked', () => {
    const lost = enroll('甲', null, 1, null)
    for (const finallyEnrolled of [[], ['甲']]) expect(checkBookings({ places: 1, operations: [lost], finallyEnrolled }).ok).toBe(true)
    expect(checkBookings({ places: 1, operations: [lost, enroll('乙', 'full', 2, 3)], finallyEnrolled: ['甲'] }).ok).toBe(true)
    expect(refused({ places: 1, operations: [enroll('乙', 'full', 2, 3), enroll('甲', null, 4, null)], finallyEnrolled: ['甲'] })).toMatch(
      /at most 0 of 1/,
    )
    expect(refused({ places: 1, operations: [enroll('乙', 'full', 2, 3), lost], finallyEnrolled: [] })).toMatch(/the answers leave \{甲\}/)
  })

  test('happens once: one lost departure frees one place', () => {
    const operations = [
      enroll('甲', 'enrolled', 1, 2),
      leave('甲', null, 3, null),
      enroll('乙', 'enrolled', 4, 5),
      leave('乙', 'left', 6, 7),
      enroll('甲', 'enrolled', 8, 9),
    ]
    expect(checkBookings({ places: 1, operations, finallyEnrolled: ['甲'] }).ok).toBe(true)
    expect(refused({ places: 1, operations: [...operations, enroll('丙', 'enrolled', 10, 11)], finallyEnrolled: ['丙'] })).toMatch(
      /all 1 places/,
    )
  })

  test('a lost departure and a lost enrollment together explain who left without having heard anything', () => {
    const operations = [
      enroll('甲', 'enrolled', 1, 2),
      leave('甲', null, 3, null),
      enroll('乙', null, 4, null),
      leave('乙', 'left', 5, 6),
      leave('甲', 'not_enrolled', 7, 8),
    ]
    expect(checkBookings({ places: 1, operations, finallyEnrolled: [] }).ok).toBe(true)
  })
})

/** A step of a history: who does what, and for how long before and after the moment when it took effect it ran. */
const StepsArbitrary = fc.array(
  fc.record({
    person: fc.integer({ min: 0, max: 5 }).map((index) => `p${index}`),
    kind: fc.constantFrom('enroll' as const, 'leave' as const),
    before: fc.integer({ min: 0, max: 40 }),
    after: fc.integer({ min: 0, max: 40 }),
    heard: fc.integer({ min: 0, max: 9 }).map((die) => die > 0),
    signedIn: fc.integer({ min: 0, max: 19 }).map((die) => die === 0),
  }),
  { maxLength: 40 },
)
type Steps = ReturnType<(typeof StepsArbitrary)['generate']>['value']

/** A history that a correct server could have given: steps in a row, stretched until they overlap. */
function historyOf(steps: Steps, places: number): BookingHistory {
  const asked = steps.map(({ person, kind, before, after, signedIn }, index): BookingOperation => {
    const answer = kind === 'leave' && signedIn ? 'already_signed_in' : null
    return { person, kind, answer, invokedAt: 1000 + index * 10 - before, answeredAt: 1000 + index * 10 + after }
  })
  const { answers, enrolled } = walk(asked, places)
  const operations = asked.map((operation, index): BookingOperation =>
    steps[index]!.heard ? { ...operation, answer: answers[index]! } : { ...operation, answer: null, answeredAt: null },
  )
  return { places, operations, finallyEnrolled: enrolled }
}

const HistoryArbitrary = fc.tuple(StepsArbitrary, fc.integer({ min: 1, max: 4 })).map(([steps, places]) => historyOf(steps, places))

test('whatever a correct server could have answered is explained, by an order that really explains it', () => {
  fc.assert(
    fc.property(HistoryArbitrary, (history) => {
      const verdict = checkBookings(history)
      if (!verdict.ok) throw new Error(verdict.reason)
      explains(verdict.order, history)
    }),
    { numRuns: 400 },
  )
})

/** Whether any order explains a small history: all of them are tried, without any saving. */
function explainedByTrying(history: BookingHistory): boolean {
  function goOn(enrolled: readonly string[], left: readonly BookingOperation[]): boolean {
    const heard = left.filter((operation) => operation.answeredAt !== null)
    if (heard.length === 0 && enrolled.join() === [...history.finallyEnrolled].sort().join()) return true
    const first = Math.min(...heard.map((operation) => operation.answeredAt!))
    return left.some((operation) => {
      if (operation.invokedAt > first) return false
      const is = enrolled.includes(operation.person)
      let next: readonly string[] = enrolled
      let answer: Answer
      if (operation.answer === 'already_signed_in') answer = operation.answer
      else if (operation.kind === 'leave') {
        answer = is ? 'left' : 'not_enrolled'
        next = enrolled.filter((person) => person !== operation.person)
      } else if (is) answer = 'enrolled'
      else if (enrolled.length === history.places) answer = 'full'
      else {
        answer = 'enrolled'
        next = [...enrolled, operation.person].sort()
      }
      if (operation.answeredAt !== null && operation.answer !== answer) return false
      return goOn(
        next,
        left.filter((other) => other !== operation),
      )
    })
  }
  return goOn([], history.operations)
}

test('on small histories with answers at random it agrees with trying every order', () => {
  const seen = { explained: 0, refused: 0 }
  const operation = fc.record({
    person: fc.constantFrom('甲', '乙', '丙'),
    question: fc.constantFrom<[BookingOperation['kind'], Answer]>(
      ['enroll', 'enrolled'],
      ['enroll', 'enrolled'],
      ['enroll', 'full'],
      ['enroll', null],
      ['leave', 'left'],
      ['leave', 'not_enrolled'],
      ['leave', null],
    ),
    invokedAt: fc.integer({ min: 0, max: 20 }),
    length: fc.integer({ min: 0, max: 20 }),
  })
  const history = fc.record({
    places: fc.integer({ min: 1, max: 2 }),
    finallyEnrolled: fc.subarray(['甲', '乙'], { maxLength: 2 }),
    operations: fc.array(operation, { maxLength: 6 }).map((all) =>
      all.map(({ person, question: [kind, answer], invokedAt, length }): BookingOperation => {
        return { person, kind, answer, invokedAt, answeredAt: answer === null ? null : invokedAt + length }
      }),
    ),
  })
  fc.assert(
    fc.property(history, (one) => {
      const expected = one.finallyEnrolled.length <= one.places && explainedByTrying(one)
      seen[expected ? 'explained' : 'refused'] += 1
      expect(checkBookings(one).ok).toBe(expected)
    }),
    { numRuns: 3000 },
  )
  expect(seen.explained).toBeGreaterThan(200)
  expect(seen.refused).toBeGreaterThan(200)
})

describe('what is changed in a correct history is refused', () => {
  /** Histories without anything unheard, in which little overlaps, so that each harm is sure. */
  const PlainArbitrary = fc.tuple(StepsArbitrary, fc.integer({ min: 1, max: 4 })).map(([steps, places]) =>
    historyOf(
      steps.map((step) => ({ ...step, heard: true, signedIn: false, before: step.before / 20, after: step.after / 20 })),
      places,
    ),
  )

  test.each<[string, (operation: BookingOperation) => BookingOperation | null]>([
    [
      'a 「full」 while a place was free',
      (operation) => (operation.kind === 'enroll' && operation.answer === 'enrolled' ? { ...operation, answer: 'full' } : null),
    ],
    ['a place given although none was free', (operation) => (operation.answer === 'full' ? { ...operation, answer: 'enrolled' } : null)],
    ['a departure that was not', (operation) => (operation.answer === 'not_enrolled' ? { ...operation, answer: 'left' } : null)],
    ['a departure denied', (operation) => (operation.answer === 'left' ? { ...operation, answer: 'not_enrolled' } : null)],
  ])('%s', (_, change) => {
    let changed = 0
    fc.assert(
      fc.property(PlainArbitrary, fc.nat(), (history, which) => {
        const changeable = history.operations.filter((operation) => change(operation) !== null)
        fc.pre(changeable.length > 0)
        const target = changeable[which % changeable.length]!
        const operations = history.operations.map((operation) => (operation === target ? change(operation)! : operation))
        changed += 1
        expect(checkBookings({ ...history, operations }).ok).toBe(false)
      }),
      { numRuns: 200 },
    )
    expect(changed).toBeGreaterThan(100)
  })

  test('an update lost in the tables', () => {
    fc.assert(
      fc.property(PlainArbitrary, (history) => {
        fc.pre(history.finallyEnrolled.length > 0)
        expect(checkBookings({ ...history, finallyEnrolled: history.finallyEnrolled.slice(1) }).ok).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})

/** 2,000 operations of 16 clients that never pause, always the same; `lost` of a thousand answers are never heard. */
function longHistory(places: number, people: number, lost: number): BookingHistory {
  let seed = 20261121 + places * 31 + people
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const steps = Array.from({ length: 2000 }, (_, index) => ({
    person: `p${(index % 16) * people + random(people)}`,
    kind: random(3) === 0 ? ('leave' as const) : ('enroll' as const),
    before: 75 + random(5),
    after: 75 + random(5),
    heard: random(1000) >= lost,
    signedIn: false,
  }))
  return historyOf(steps, places)
}

describe.each([
  [3, 1],
  [8, 1],
  [20, 4],
])('2,000 operations, 16 at a time (%i places, 16 × %i people)', (places, people) => {
  test('are explained, also where some answers were lost', () => {
    const history = longHistory(places, people, 10)
    const verdict = checkBookings(history)
    if (!verdict.ok) throw new Error(verdict.reason)
    explains(verdict.order, history)
  })

  test('are refused where the last is wrong, after every order has been tried', () => {
    const history = longHistory(places, people, 0)
    const spoiled = [...history.operations, leave('丁', 'left', 100_000, 100_001)]
    expect(refused({ ...history, operations: spoiled })).toMatch(/丁 .* without being enrolled/)
  })
})
