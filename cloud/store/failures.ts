/** What a failure of the database means for the caller, by its SQLSTATE or the socket's error. */

/**
 * Classes and codes of SQLSTATE (PostgreSQL, appendix A): 08 the connection, 53 out of connections, memory or disk, 57 stopped
 * by an operator, a crash or a time limit, 25P03 and 25P04 other time limits, 55P03 a lock that did not come, 58030 the disk
 * itself.
 */
const AWAY = /^(08|53|57|25P03|25P04|55P03|58030)/

/** What a socket or the name of a host fails with (Node's codes). */
const UNREACHABLE = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

/** The driver gives these no code. */
const DRIVER =
  /^Connection terminated|^timeout exceeded when trying to connect|^Client (has encountered a connection error|was closed)|^Query read timeout/

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

/**
 * The database is away, starting, stopping, full, or did not answer within its limits: nothing is wrong with the request,
 * and a retry with the same nonce is safe.
 */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error)
  if (AWAY.test(code) || UNREACHABLE.has(code)) return true
  return DRIVER.test(error instanceof Error ? error.message : '')
}

/** The driver gave up waiting for an answer: nothing came, not even the server's own time limit. */
export function isReadTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Query read timeout')
}

/** A deadlock or a serialization failure: the transaction was rolled back whole and may be run again. */
export function isWorthRetrying(error: unknown): boolean {
  return ['40P01', '40001'].includes(codeOf(error))
}
