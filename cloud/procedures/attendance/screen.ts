import type { Screen } from '@core/contract/attendance'
import { AppError } from '@core/contract/errors'
import { presenceWindow } from '@core/rules/attendance/scan'
import { sha256Hex } from '@cloud/services/ids'
import type { EventRow } from '@cloud/store/events'
import type { Call } from '../procedure'

/**
 * The event of a screen, for a caller who may hold its door or brings the pass of a link. Throws screen_pass_expired for
 * a pass that does not hold, not_found for everything else that is not theirs.
 */
export async function screenEvent({
  input,
  person,
  now,
  store,
}: Pick<Call<'attendance.openScreen'>, 'input' | 'person' | 'now' | 'store'>): Promise<EventRow> {
  const event = await store.events.byId(input.eventId)
  if (input.pass !== undefined) {
    if (!event || !(await store.events.screenPassHolds(sha256Hex(input.pass), input.eventId, now)))
      throw new AppError('screen_pass_expired')
    return event
  }
  const may = person?.consented && (await store.people.actingOrg(person.id, 'helper', { eventId: input.eventId }, now))
  if (!event || !may) throw new AppError('not_found')
  return event
}

/** All a screen needs to turn by itself for the whole event, the secret among it. */
export function presentScreen(event: EventRow, { services, now }: Pick<Call<'attendance.openScreen'>, 'services' | 'now'>): Screen {
  const { signInOpensAt, signInClosesAt, signOutClosesAt } = presenceWindow(event)
  return {
    eventId: event.id,
    eventCode: event.code,
    title: event.title,
    homeName: event.homeName,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    signInOpensAt,
    signInClosesAt,
    signOut: event.signOut,
    signOutClosesAt,
    secret: event.secret.toString('base64url'),
    publicUrl: services.publicUrl,
    now,
  }
}
