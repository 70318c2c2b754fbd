/** An event that takes sign-ins now, made the way officers make it. */
import type { Purpose } from '@core/contract/attendance'
import { stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import type { Town } from '../tools/town'
import type { PatientPhone } from './patient-phone'

/** An event as its screen knows it. */
export interface OpenEvent {
  id: string
  code: string
  secret: Buffer
  /** Null: unlimited. */
  places: number | null
}

/** The officer publishes an event that takes sign-ins already and begins soon, so that people may still leave it; and opens its screen. */
export async function publishEvent(phone: PatientPhone, { homeId, officer }: Town, places: number | null): Promise<OpenEvent> {
  const startsAt = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS + 25 * MINUTE_MS
  const published = await phone.command(officer, 'events.publish', {
    homeId,
    title: '旧物改造工作坊',
    category: 'volunteer',
    startsAt,
    endsAt: startsAt + 180 * MINUTE_MS,
    places,
    givesHours: true,
    checkedNotVolunteering: true,
  })
  if (!published.ok) throw new Error(`no event could be published: ${published.code}`)
  const { id, code } = published.data
  const screen = await phone.insist({ name: 'attendance.openScreen', input: { eventId: id }, who: officer })
  if (!screen.ok) throw new Error(`the screen could not be opened: ${screen.code}`)
  return { id, code, places, secret: Buffer.from(screen.data.secret, 'base64url') }
}

/** The code that its screen shows at this moment. */
export function codeNow(event: OpenEvent, purpose: Purpose = 'sign_in'): string {
  return codeFor(event.secret, purpose, event, stepOf(Date.now()))
}
