import type { EventForm } from '@core/contract/events'
import { DAY_MS, HOUR_MS, instantOf } from '../shared/calendar'
import { eventForm } from '../../../tests/fakes/event-form'
import { dateSpanName, onlyWordsDiffer, readsDifferently, whatChanged, type Appointment } from './edit'

const START = instantOf('2026-11-28', '14:00')
const was: Appointment = { startsAt: START, endsAt: START + 3 * HOUR_MS, homeId: 'east', homeName: '东关青年之家', shifts: [] }
const morning = { n: 1, label: '早班', from: START, to: START + HOUR_MS }
const evening = { n: 2, label: '晚班', from: START + HOUR_MS, to: START + 3 * HOUR_MS }

test('a span is named by its date, with the second day where it is another', () => {
  expect(dateSpanName(START, START + 3 * HOUR_MS)).toBe('11月28日 周六 14:00–17:00')
  expect(dateSpanName(instantOf('2026-11-28', '22:00'), instantOf('2026-11-29', '01:00'))).toBe('11月28日 周六 22:00–11月29日 01:00')
})

describe('what changed for somebody', () => {
  test('is the time, the place, or both', () => {
    const later = { ...was, startsAt: START + DAY_MS, endsAt: START + DAY_MS + HOUR_MS }
    expect(whatChanged(was, later, null)).toBe('时间改为11月29日 周日 14:00–15:00')
    expect(whatChanged(was, { ...was, homeId: 'south', homeName: '南桥青年之家' }, null)).toBe('地点改为南桥青年之家')
    expect(whatChanged(was, { ...later, homeId: 'south', homeName: '南桥青年之家' }, null)).toBe(
      '时间改为11月29日 周日 14:00–15:00，地点改为南桥青年之家',
    )
  })
  test('is nothing where the home only got another name', () => expect(whatChanged(was, { ...was, homeName: '新名字' }, null)).toBeNull())
  test('is the time of their own shift, and not of another', () => {
    const before = { ...was, shifts: [morning, evening] }
    const after = { ...was, shifts: [morning, { ...evening, to: START + 2 * HOUR_MS }] }
    expect(whatChanged(before, after, 1)).toBeNull()
    expect(whatChanged(before, after, 2)).toBe('时间改为11月28日 周六 15:00–16:00')
    expect(whatChanged(before, { ...before, endsAt: START + 4 * HOUR_MS }, 1)).toBeNull()
  })
})

describe('once an event has begun', () => {
  const form = eventForm(START, 1)

  test('its summary, contact and cover may still be corrected', () => {
    const sent = { ...form, summary: '带伞', contact: '小林', cover: 'a/b', eventId: 'e' }
    expect(onlyWordsDiffer(form, sent)).toBe(true)
  })
  test('what is said anew with every form, or not kept, makes no difference', () => {
    expect(onlyWordsDiffer(form, { ...form, orgId: 'own', checkedNotVolunteering: false, creditModule: 'culture' })).toBe(true)
    expect(onlyWordsDiffer(form, { ...form, firstTimerPercent: 20, audienceOrgId: 'x' })).toBe(true)
    const shifts = [{ n: 1, label: '早班', from: START, to: START + HOUR_MS, places: 3 }]
    expect(onlyWordsDiffer({ ...form, shifts, places: 3 }, { ...form, shifts, places: null })).toBe(true)
  })
  test.each<Partial<EventForm>>([
    { title: '别的' },
    { startsAt: START + 1 },
    { places: 31 },
    { homeId: 'south' },
    { givesHours: false },
    { creditModule: 'culture', creditHundredths: 5 },
    { walkIns: false },
    { audience: 'members' },
    { strict: true },
    { shifts: [{ n: null, label: '早班', from: START, to: START + HOUR_MS, places: 3 }] },
  ])('%j is more than words', (more) => expect(onlyWordsDiffer(form, { ...form, ...more })).toBe(false))
})

describe('what a reviewer has read', () => {
  const form = { ...eventForm(START, 1), shifts: [{ n: 1, label: '早班', from: START, to: START + HOUR_MS, places: 3 }] }
  test.each<Partial<EventForm>>([
    { title: '别的' },
    { category: 'culture' },
    { summary: '带伞' },
    { contact: '小林' },
    { cover: 'a/b' },
    { shifts: [{ ...form.shifts[0]!, label: '晚班' }] },
    { shifts: [] },
  ])('%j reads differently', (more) => expect(readsDifferently(form, { ...form, ...more })).toBe(true))
  test.each<Partial<EventForm>>([
    { startsAt: START + 1 },
    { places: 31 },
    { homeId: 'south' },
    { strict: true },
    { shifts: [{ ...form.shifts[0]!, places: 9 }] },
  ])('%j does not', (more) => expect(readsDifferently(form, { ...form, ...more })).toBe(false))
})
