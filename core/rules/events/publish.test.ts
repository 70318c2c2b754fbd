import type { EventForm } from '@core/contract/events'
import { HOUR_MS, MINUTE_MS } from '../shared/calendar'
import { eventForm } from '../../../tests/fakes/event-form'
import { whyNotPublish } from './publish'

const START = 1_795_000_000_000
const END = START + 3 * HOUR_MS

const good = eventForm(START, 3)

const shift = (fromHours: number, toHours: number, places: number | null = 5) => ({
  n: null,
  label: '早班',
  from: START + fromHours * HOUR_MS,
  to: START + toHours * HOUR_MS,
  places,
})
const wrong = (field: keyof EventForm) => ({ code: 'conditions_wrong', params: { field } })
const refusal = (more: Partial<EventForm>) => whyNotPublish({ ...good, ...more })

test('an event with its check-list done may give hours', () => expect(whyNotPublish(good)).toBeNull())
test('an event without hours needs neither check-list nor sign-out', () => {
  expect(refusal({ givesHours: false, checkedNotVolunteering: false, signOut: false })).toBeNull()
})

describe('hours and length', () => {
  test.each([
    [{ checkedNotVolunteering: false }, 'hours_checklist_needed'],
    [{ notVolunteering: ['own_job' as const] }, 'not_volunteer_service'],
    [{ signOut: false }, 'sign_out_needed_for_hours'],
    [{ endsAt: START }, 'invalid_time'],
    [{ endsAt: START - HOUR_MS }, 'invalid_time'],
    [{ endsAt: START + 9 * MINUTE_MS }, 'invalid_time'],
    [{ endsAt: START + 24 * HOUR_MS + 1 }, 'invalid_time'],
  ])('%j is refused: %s', (more, code) => expect(refusal(more)?.code).toBe(code))
  test('ten minutes and a whole day are the ends of what is allowed', () => {
    expect(refusal({ endsAt: START + 10 * MINUTE_MS })).toBeNull()
    expect(refusal({ endsAt: START + 24 * HOUR_MS })).toBeNull()
  })
})

describe('the window of enrolling', () => {
  test('begins before it ends, and ends no later than the event', () => {
    expect(refusal({ enrollFrom: START - HOUR_MS, enrollUntil: END })).toBeNull()
    expect(refusal({ enrollFrom: END - 1 })).toBeNull()
    expect(refusal({ enrollUntil: END + 1 })).toEqual(wrong('enrollUntil'))
    expect(refusal({ enrollFrom: START, enrollUntil: START })).toEqual(wrong('enrollFrom'))
    expect(refusal({ enrollFrom: END })).toEqual(wrong('enrollFrom'))
  })
})

describe('who may come', () => {
  test('an event for one organization says which', () => {
    expect(refusal({ audience: 'org' })).toEqual(wrong('audienceOrgId'))
    expect(refusal({ audience: 'org', audienceOrgId: good.homeId })).toBeNull()
  })
  test('nobody is older than the oldest and younger than the youngest', () => {
    expect(refusal({ ageFrom: 14, ageTo: 14 })).toBeNull()
    expect(refusal({ ageFrom: 28 })).toBeNull()
    expect(refusal({ ageFrom: 28, ageTo: 14 })).toEqual(wrong('ageTo'))
  })
})

describe('shifts', () => {
  test('may touch and overlap inside the event', () => expect(refusal({ shifts: [shift(0, 2), shift(1, 3)] })).toBeNull())
  test.each([
    ['one that begins before the event', [shift(-1, 1)]],
    ['one that ends after it', [shift(2, 4)]],
    ['one that ends when it begins', [shift(1, 1)]],
    ['one that ends before it begins', [shift(2, 1)]],
    ['one without a number of places beside one with', [shift(0, 1), shift(1, 2, null)]],
    ['more places than an event may have', [shift(0, 1, 3000), shift(1, 2, 2001)]],
  ])('%s is refused', (_, shifts) => expect(refusal({ shifts })).toEqual(wrong('shifts')))
  test('all of them unlimited make an unlimited event', () =>
    expect(refusal({ shifts: [shift(0, 1, null), shift(1, 2, null)] })).toBeNull())
})

describe('lots', () => {
  const lots = { byLots: true, enrollUntil: START }
  test('are drawn for a number of places, after enrolling, before the start', () => {
    expect(refusal(lots)).toBeNull()
    expect(refusal({ ...lots, places: null })).toEqual(wrong('places'))
    expect(refusal({ ...lots, enrollUntil: null })).toEqual(wrong('enrollUntil'))
    expect(refusal({ ...lots, enrollUntil: START + 1 })).toEqual(wrong('enrollUntil'))
    expect(refusal({ ...lots, shifts: [shift(0, 1)] })).toEqual(wrong('shifts'))
  })
})
