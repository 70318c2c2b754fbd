import { AppError } from '@core/contract/errors'
import { presenceWindow } from '@core/rules/attendance/scan'
import { procedure } from '../procedure'

/** Who forgot to sign out says when they left; the officer sees it at closing. */
export const proposeLeave = procedure('attendance.proposeLeave', async ({ input, person, now, store }) => {
  const event = await store.events.byId(input.eventId)
  const attendance = event && (await store.attendance.of({ eventId: event.id, personId: person.id }))
  if (!event || !attendance) throw new AppError('not_signed_in')
  const latest = Math.min(now, presenceWindow(event).signOutClosesAt)
  if (input.leftAt < attendance.signedInAt || input.leftAt > latest) throw new AppError('invalid_time')
  await store.attendance.proposeLeave({ eventId: event.id, personId: person.id }, input.leftAt)
  return { eventId: event.id, leftAt: input.leftAt }
})
