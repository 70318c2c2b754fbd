import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { carryOut, decideTicket, loadTicket } from './ticket'

/** 「报名并签到」: takes a place and signs in with the ticket of the scan, both or neither. */
export const walkIn = procedure('attendance.walkIn', async ({ input, person, device, now, store }) => {
  const held = await loadTicket(store, input.ticket, device, now)
  let decision = await decideTicket(store, held, person)
  if (decision.kind === 'ticket' && decision.need === 'walk_in') {
    const enrolled = await store.events.enroll(held.event, person.id, 'walk_in', now)
    if (enrolled.outcome === 'full') throw new AppError('event_full')
    decision = await decideTicket(store, held, person)
  }
  return carryOut(store, held, person, device, decision, now)
})
