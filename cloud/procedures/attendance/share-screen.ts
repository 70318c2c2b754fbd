import { AppError } from '@core/contract/errors'
import { presenceWindow } from '@core/rules/attendance/scan'
import { HOUR_MS } from '@core/rules/shared/calendar'
import { sha256Hex } from '@cloud/services/ids'
import { procedure } from '../procedure'

/** Makes a link that opens the screen on a PC or TV without a log-in. It ends an hour after signing out does. */
export const shareScreen = procedure('attendance.shareScreen', async ({ input, person, now, store, services }) => {
  const event = await store.events.byId(input.eventId)
  if (!event || event.status !== 'published') throw new AppError('not_found')
  const pass = services.ids.secret(16)
  const expiresAt = Math.max(now, presenceWindow(event).signOutClosesAt) + HOUR_MS
  await store.events.keepScreenPass(sha256Hex(pass), event.id, person.id, expiresAt, now)
  return { link: `${services.publicUrl}/screen/${event.id}.${pass}`, expiresAt }
})
