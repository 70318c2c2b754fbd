import type { PublishInput } from '@core/contract/events'
import { HOUR_MS, MINUTE_MS } from '../shared/calendar'
import { whyNotPublish } from './publish'

const good: PublishInput = {
  homeId: '0197c3a2-0000-7000-8000-000000000001',
  title: '清河行动',
  category: 'volunteer',
  summary: '',
  contact: '',
  startsAt: 1_795_000_000_000,
  endsAt: 1_795_000_000_000 + HOUR_MS,
  places: 30,
  givesHours: true,
  checkedNotVolunteering: true,
  notVolunteering: [],
  creditModule: null,
  creditHundredths: 0,
  signOut: true,
  dropIn: false,
  strict: false,
}

test('an event with its check-list done may give hours', () => expect(whyNotPublish(good)).toBeNull())
test('an event without hours needs neither check-list nor sign-out', () => {
  expect(whyNotPublish({ ...good, givesHours: false, checkedNotVolunteering: false, signOut: false })).toBeNull()
})
test.each([
  [{ checkedNotVolunteering: false }, 'hours_checklist_needed'],
  [{ notVolunteering: ['own_job' as const] }, 'not_volunteer_service'],
  [{ signOut: false }, 'sign_out_needed_for_hours'],
  [{ endsAt: good.startsAt }, 'invalid_time'],
  [{ endsAt: good.startsAt + 9 * MINUTE_MS }, 'invalid_time'],
  [{ endsAt: good.startsAt + 24 * HOUR_MS + 1 }, 'invalid_time'],
])('%j is refused: %s', (more, code) => expect(whyNotPublish({ ...good, ...more })).toBe(code))
