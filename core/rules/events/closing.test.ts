import fc from 'fast-check'
import { instantOf, MINUTE_MS } from '../shared/calendar'
import { plannedFor, plannedMinutes, planLine, suggestedLeave, type ClosingEvent, type PresenceLine } from './closing'

const at = (clock: string) => instantOf('2026-11-21', clock)
const event: ClosingEvent = {
  startsAt: at('14:00'),
  endsAt: at('17:00'),
  overrunMinutes: 0,
  signOut: true,
  givesHours: true,
  creditHundredths: 25,
}
const line: PresenceLine = {
  personId: 'p',
  signedInAt: at('14:02'),
  signedOutAt: at('17:00'),
  assurance: 'code',
  outAssurance: 'code',
  delayed: false,
  confirmed: false,
}

test('time present becomes minutes and the whole credit', () => {
  expect(planLine(event, line, [], false)).toEqual({
    personId: 'p',
    minutes: 178,
    from: at('14:02'),
    to: at('17:00'),
    creditHundredths: 25,
    hours: 'posts',
    credits: 'posts',
    heldReason: null,
  })
})
test('at most the planned length counts, from the start for who came early', () => {
  expect(planLine(event, { ...line, signedInAt: at('13:30'), signedOutAt: at('17:20') }, [], false)).toMatchObject({
    minutes: 180,
    from: at('14:00'),
    to: at('17:00'),
  })
})
test('an overrun lengthens it', () => {
  expect(
    planLine({ ...event, overrunMinutes: 30 }, { ...line, signedInAt: at('14:00'), signedOutAt: at('17:30') }, [], false),
  ).toMatchObject({ minutes: 210 })
})
test('who came for a shift is measured by its length', () => {
  const shift = { from: at('14:00'), to: at('15:00') }
  const mine = plannedFor(event, shift)
  expect(planLine(mine, line, [], false)).toMatchObject({
    minutes: 60,
    from: at('14:02'),
    to: at('15:02'),
    hours: 'posts',
    credits: 'posts',
  })
  expect(planLine(mine, { ...line, signedOutAt: at('14:38') }, [], false)).toMatchObject({
    minutes: 36,
    hours: 'posts',
    creditHundredths: 25,
  })
  expect(planLine(mine, { ...line, signedOutAt: at('14:37') }, [], false)).toMatchObject({ hours: 'held', heldReason: 'short_presence' })
  expect(suggestedLeave(mine, at('14:02'), null)).toBe(at('15:00'))
  // The same presence, measured by the whole event, would be short.
  expect(planLine(event, { ...line, signedOutAt: at('14:38') }, [], false)).toMatchObject({ hours: 'held' })
})
test('an overrun lengthens the shifts that run until the end, and no other', () => {
  const longer = { ...event, overrunMinutes: 30 }
  expect(plannedMinutes(plannedFor(longer, { from: at('14:00'), to: at('15:00') }))).toBe(60)
  expect(plannedMinutes(plannedFor(longer, { from: at('15:00'), to: at('17:00') }))).toBe(150)
  expect(plannedFor(longer, null)).toBe(longer)
})
test('below 60 % there is no credit and hours wait for a look, never an automatic 0', () => {
  expect(planLine(event, { ...line, signedInAt: at('14:00'), signedOutAt: at('15:47') }, [], false)).toMatchObject({
    minutes: 107,
    hours: 'held',
    heldReason: 'short_presence',
    creditHundredths: 0,
    credits: 'none',
  })
  expect(planLine(event, { ...line, signedInAt: at('14:00'), signedOutAt: at('15:48') }, [], false)).toMatchObject({
    hours: 'posts',
    creditHundredths: 25,
  })
})
test('without sign-out nothing posts', () => {
  expect(planLine(event, { ...line, signedOutAt: null }, [], false)).toMatchObject({
    minutes: 0,
    hours: 'no_sign_out',
    credits: 'no_sign_out',
  })
})
test('where sign-out is off the planned end gives credits only', () => {
  expect(
    planLine({ ...event, signOut: false, givesHours: false }, { ...line, signedOutAt: null, outAssurance: null }, [], false),
  ).toMatchObject({
    minutes: 0,
    hours: 'none',
    credits: 'posts',
    creditHundredths: 25,
  })
})
test.each(['roll_call', 'manual', 'poster', 'card', 'paper'] as const)(
  'hours from %s need a second approver, credits do not',
  (assurance) => {
    expect(planLine(event, { ...line, assurance }, [], false)).toMatchObject({ hours: 'second_approver', credits: 'posts' })
    expect(planLine(event, { ...line, outAssurance: assurance }, [], false)).toMatchObject({ hours: 'second_approver', credits: 'posts' })
  },
)
test('a pass is as good as a code', () => {
  expect(planLine(event, { ...line, assurance: 'pass' }, [], false)).toMatchObject({ hours: 'posts' })
})
test('a delayed scan posts only once it is confirmed', () => {
  expect(planLine(event, { ...line, delayed: true }, [], false)).toMatchObject({ hours: 'pending', credits: 'pending', minutes: 0 })
  expect(planLine(event, { ...line, delayed: true, confirmed: true }, [], false)).toMatchObject({ hours: 'posts', credits: 'posts' })
})
test("an officer's own line is held, hours and credits", () => {
  expect(planLine(event, line, [], true)).toMatchObject({ hours: 'held', credits: 'held', heldReason: 'own_line' })
})
test('an overlap is held alone and keeps its credits; touching ends do not overlap', () => {
  const other = { from: at('16:00'), to: at('18:00'), minutes: 120 }
  expect(planLine(event, line, [other], false)).toMatchObject({ hours: 'held', heldReason: 'overlap', credits: 'posts' })
  expect(planLine(event, line, [{ from: at('17:00'), to: at('18:00'), minutes: 60 }], false)).toMatchObject({ hours: 'posts' })
})
test('more than eight hours on one day are held', () => {
  const morning = { from: at('07:00'), to: at('12:30'), minutes: 302 }
  expect(planLine(event, line, [morning], false)).toMatchObject({ hours: 'posts' })
  expect(planLine(event, line, [{ ...morning, minutes: 303 }], false)).toMatchObject({ hours: 'held', heldReason: 'daily_limit' })
})
test('an event without hours never posts hours', () => {
  expect(planLine({ ...event, givesHours: false }, line, [], false)).toMatchObject({ minutes: 0, hours: 'none', credits: 'posts' })
})
test('the suggested leave is what the person said, else the planned end, never before the sign-in', () => {
  expect(suggestedLeave(event, line.signedInAt, at('16:30'))).toBe(at('16:30'))
  expect(suggestedLeave(event, line.signedInAt, null)).toBe(at('17:00'))
  expect(suggestedLeave(event, at('17:10'), null)).toBe(at('17:10'))
})
test('whatever the times are, minutes lie within presence and plan, and the service within presence', () => {
  fc.assert(
    fc.property(fc.integer({ min: -30, max: 180 }), fc.integer({ min: 0, max: 300 }), fc.nat(120), (late, stay, overrun) => {
      const signedInAt = event.startsAt + late * MINUTE_MS
      const signedOutAt = signedInAt + stay * MINUTE_MS
      const plan = planLine({ ...event, overrunMinutes: overrun }, { ...line, signedInAt, signedOutAt }, [], false)
      expect(plan.minutes).toBe(Math.min(stay, 180 + overrun))
      expect(plan.from).toBeGreaterThanOrEqual(signedInAt)
      expect(plan.to).toBeLessThanOrEqual(signedOutAt)
      expect(plan.to - plan.from).toBe(plan.minutes * MINUTE_MS)
    }),
  )
})
