import type { ErrorCode, ErrorParams } from '@core/contract/errors'

/** Why a rule says no: the code of the refusal, and what its sentence is filled with. */
export interface Refused {
  code: ErrorCode
  params: ErrorParams
}

export function refused(code: ErrorCode, params: ErrorParams = {}): Refused {
  return { code, params }
}
