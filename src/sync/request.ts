import { AppError } from '@core/contract/errors'
import type { ErrorCode } from '@core/contract/errors'

/** After so many more tries a request gives up. The person waits, so they follow at once. */
const RETRIES = 2
const UNANSWERED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['offline', 'timeout', 'unavailable'])

/**
 * Asks, and asks again where no answer came while the phone is on line. The nonce is made once, so that what was done
 * although its answer was lost is not done twice. Throws AppError.
 */
export async function askUntilAnswered<T>(nonce: string, isOnline: () => boolean, ask: (nonce: string) => Promise<T>): Promise<T> {
  for (let left = RETRIES; ; left -= 1) {
    try {
      return await ask(nonce)
    } catch (error) {
      const unanswered = error instanceof AppError && UNANSWERED.has(error.code)
      if (!unanswered || left === 0 || !isOnline()) throw error
    }
  }
}
