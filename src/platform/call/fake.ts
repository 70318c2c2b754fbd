import type { Answer } from '@core/contract/envelope'
import { AppError } from '@core/contract/errors'
import type { CallEnvelope } from './types'

type Server = (envelope: CallEnvelope) => Answer<unknown> | Promise<Answer<unknown>>

function noServer(): never {
  throw new AppError('offline')
}

/** The server of tests: a function set by the test, and what it was asked. */
export const callFake = {
  sent: [] as CallEnvelope[],
  server: noServer as Server,
  reset(): void {
    callFake.sent = []
    callFake.server = noServer
  },
}
