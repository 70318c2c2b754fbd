import { AppError } from '@core/contract/errors'
import { maskName } from '@core/rules/people/mask'
import { procedure } from '../procedure'
import { screenEvent } from './screen'

const ARRIVALS = 5

/** What a screen shows besides its code: how many are here, and who came last, masked. */
export const screenState = procedure('attendance.screenState', async (call) => {
  const event = await screenEvent(call)
  if (event.status === 'draft' || event.status === 'in_review') throw new AppError('not_found')
  const [counts, arrivals] = await Promise.all([call.store.attendance.counts(event.id), call.store.attendance.arrivals(event.id, ARRIVALS)])
  return { ...counts, arrivals: arrivals.map((row) => ({ name: maskName(row.name), at: row.at })), status: event.status, now: call.now }
})
