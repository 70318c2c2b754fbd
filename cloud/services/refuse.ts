import { AppError } from '@core/contract/errors'
import type { Refused } from '@core/rules/shared/refused'

/** Throws where a rule says no. */
export function refuse(refused: Refused | null): void {
  if (refused) throw new AppError(refused.code, refused.params)
}
