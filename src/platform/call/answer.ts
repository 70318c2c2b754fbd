import type { Answer } from '@core/contract/envelope'
import { AppError, ERROR_CODES } from '@core/contract/errors'

const CODES: ReadonlySet<unknown> = new Set(ERROR_CODES)

/**
 * What came back, as an answer of ours. Anything else (a gateway's page, a broken body, a code of a newer server) throws
 * AppError `unavailable`: nothing was decided that this phone understands, so it may be asked again.
 */
export function answerOf(body: unknown): Answer<unknown> {
  if (typeof body === 'object' && body !== null && 'ok' in body) {
    if (body.ok === true && 'data' in body) return { ok: true, data: body.data }
    if (body.ok === false && 'code' in body && CODES.has(body.code)) return body as Answer<unknown>
  }
  throw new AppError('unavailable')
}

/** The body of an HTTP call: what stands in the envelope besides the path and the header. */
export function bodyOf({ input, nonce, device }: { input: unknown; nonce?: string; device?: string }): Record<string, unknown> {
  return { input, ...(nonce ? { nonce } : {}), ...(device ? { device } : {}) }
}

export function headersOf(token: string | undefined): Record<string, string> {
  return { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
}
