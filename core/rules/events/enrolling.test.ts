import { DAY_MS, HOUR_MS, instantOf } from '../shared/calendar'
import { ageAt, askComingFrom, asksComing, leaveIsOnLeave, whyNotEnroll, whyNotNow, type EnrollingEvent } from './enrolling'

const startsAt = instantOf('2026-11-28', '14:00')
const event: EnrollingEvent = {
  status: 'published',
  cancelReason: null,
  startsAt,
  endsAt: startsAt + 2 * HOUR_MS,
  enrollFrom: null,
  enrollUntil: null,
  audience: 'open',
  ageFrom: null,
  ageTo: null,
}
const anyone = { isMember: false, belongs: false, birthMonth: null }
const codeOf = (more: Partial<EnrollingEvent>, person: Partial<typeof anyone> | { birthMonth: string } = {}, now = startsAt - DAY_MS) =>
  whyNotEnroll({ ...event, ...more }, { ...anyone, ...person }, '团员', now)?.code ?? 'ok'

test('anybody may enroll for an open event until its end', () => {
  expect(codeOf({})).toBe('ok')
  expect(codeOf({}, {}, event.endsAt - 1)).toBe('ok')
  expect(codeOf({}, {}, event.endsAt)).toBe('enrollment_closed')
})

test('the window of enrolling opens and closes, and says when', () => {
  const window = { enrollFrom: startsAt - 3 * DAY_MS, enrollUntil: startsAt - HOUR_MS }
  expect(codeOf(window, {}, startsAt - 3 * DAY_MS - 1)).toBe('enrollment_not_open')
  expect(codeOf(window, {}, startsAt - 3 * DAY_MS)).toBe('ok')
  expect(codeOf(window, {}, startsAt - HOUR_MS - 1)).toBe('ok')
  expect(codeOf(window, {}, startsAt - HOUR_MS)).toBe('enrollment_closed')
  expect(whyNotNow({ ...event, ...window }, startsAt - 4 * DAY_MS)?.params).toEqual({ time: '明天 14:00' })
})

test('nothing unreviewed can be enrolled for, and a cancelled event says why', () => {
  expect(codeOf({ status: 'in_review' })).toBe('not_found')
  expect(codeOf({ status: 'draft' })).toBe('not_found')
  expect(whyNotNow({ ...event, status: 'cancelled', cancelReason: '停电' }, startsAt)).toEqual({
    code: 'event_cancelled',
    params: { reason: '停电' },
  })
})

test('an event for members or for one organization takes nobody else', () => {
  expect(codeOf({ audience: 'members' })).toBe('not_for_you')
  expect(codeOf({ audience: 'members' }, { isMember: true })).toBe('ok')
  expect(codeOf({ audience: 'org' }, { isMember: true })).toBe('not_for_you')
  expect(codeOf({ audience: 'org' }, { belongs: true })).toBe('ok')
})

test('an age is counted in whole years on the day of the event, and asked for where it is not known', () => {
  expect(ageAt('2008-11', startsAt)).toBe(18)
  expect(ageAt('2008-12', startsAt)).toBe(17)
  expect(codeOf({ ageFrom: 18 })).toBe('age_unknown')
  expect(codeOf({ ageFrom: 18 }, { birthMonth: '2008-12' })).toBe('age_not_fitting')
  expect(codeOf({ ageFrom: 18 }, { birthMonth: '2008-11' })).toBe('ok')
  expect(codeOf({ ageTo: 17 }, { birthMonth: '2008-11' })).toBe('age_not_fitting')
})

test('after the window leaving is 请假', () => {
  expect(leaveIsOnLeave({ enrollUntil: null }, startsAt - 1)).toBe(false)
  expect(leaveIsOnLeave({ enrollUntil: startsAt - DAY_MS }, startsAt - DAY_MS - 1)).toBe(false)
  expect(leaveIsOnLeave({ enrollUntil: startsAt - DAY_MS }, startsAt - DAY_MS)).toBe(true)
})

test('from six in the evening of the day before until the start one is asked whether one comes', () => {
  expect(askComingFrom(startsAt)).toBe(instantOf('2026-11-27', '18:00'))
  expect(asksComing(event, instantOf('2026-11-27', '17:59'))).toBe(false)
  expect(asksComing(event, instantOf('2026-11-27', '18:00'))).toBe(true)
  expect(asksComing(event, startsAt)).toBe(false)
  expect(asksComing({ ...event, status: 'cancelled' }, startsAt - HOUR_MS)).toBe(false)
})
