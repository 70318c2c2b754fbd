import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** A scanned code arrives, live or from an outbox, with or without a log-in. Opening the page already counts. */
export const scan = procedure('attendance.scan', async ({ input, person, nonce, device, now, services }) => {
  // What a phone kept belongs to its person: without them it waits in the outbox.
  if (input.delivery === 'stored' && !person) throw new AppError('not_logged_in')
  const result = await services.runScan({
    code: input.code,
    delivery: input.delivery,
    expectedEventId: input.expected ?? null,
    nonce,
    device,
    person,
    now,
  })
  if (!result.ok) throw new AppError(result.code, result.params)
  return result.outcome
})
