import { AppError } from '@core/contract/errors'
import { presenceWindow } from '@core/rules/attendance/scan'
import { procedure } from '../procedure'
import { screenEvent } from './screen'

/** Gives a screen all it needs to turn by itself for the whole event, the secret among it. The opening is logged. */
export const openScreen = procedure('attendance.openScreen', async (call) => {
  const event = await screenEvent(call)
  if (event.status === 'cancelled') throw new AppError('not_found')
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
    publicUrl: call.services.publicUrl,
    now: call.now,
  }
})
