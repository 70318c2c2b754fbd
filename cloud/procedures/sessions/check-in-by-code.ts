import { AppError } from '@core/contract/errors'
import { sameText } from '@core/rules/attendance/code'
import { parseDutyCode, whyNotFresh } from '@core/rules/sessions/duty-code'
import { dutyMac } from '@core/rules/sessions/duty-code-mac'
import { refuse } from '@cloud/services/refuse'
import { procedure } from '../procedure'
import { arrive } from './arrive'

/** Checks oneself in by the code that turns on the phone of whoever receives. */
export const checkInByCode = procedure('sessions.checkInByCode', async ({ input, person, now, store }) => {
  const code = parseDutyCode(input.code)
  const session = code && (await store.sessions.byCode(code.sessionCode, null, now))
  if (!session) throw new AppError('code_unreadable')
  if (!sameText(dutyMac(Buffer.from(session.secret, 'base64url'), session.id, code.step), code.mac)) throw new AppError('code_invalid')
  refuse(whyNotFresh(code.step, now))
  await store.people.lock([person.id])
  const booking = await arrive(store, session, person.id, 'code', now)
  return { sessionId: session.id, name: person.name, hostName: session.host.name, startsAt: booking.startsAt }
})
