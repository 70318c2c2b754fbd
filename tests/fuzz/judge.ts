/** What may leave the server, whatever comes in. */
import { ERROR_CODES } from '@core/contract/errors'

/** An answer as it came over the wire. */
export interface Reply {
  status: number
  contentType: string
  body: string
}

export type Finding =
  | { kind: 'server_error'; why: string }
  /** Something of the inside is in the answer. */
  | { kind: 'leak'; why: string }
  /** Not what the contract says an answer is. */
  | { kind: 'malformed'; why: string }
  /** A whole request got no answer. */
  | { kind: 'unanswered'; why: string }

const LEAKS: readonly RegExp[] = [
  /\n\s+at \S/,
  /\bat [\w.<>]+ \(/,
  /\.(?:ts|cjs|mjs|js):\d+/,
  /node_modules|node:internal|webpack/,
  /\b(?:select|update|delete|insert)\b[^"]{0,80}\b(?:from|set|into|where)\b/i,
  /\b(?:postgres|pg_(?:catalog|class|proc|stat|toast|type)\w*|kysely|undici|hono|zod)\b/,
  /\b(?:relation|column|constraint|operator|function) \\?"/i,
  /violates|syntax error|invalid byte sequence|invalid input syntax|SQLSTATE/i,
  /\bE(?:CONN\w+|PIPE|NOENT|ACCES|TIMEDOUT)\b/,
  /\b(?:Type|Range|Syntax|Reference)Error\b/,
  /Cannot read propert|is not a function|is not iterable|Unexpected token/,
  /(?:^|[\s"'(])\/(?:home|root|usr|var|tmp|work|app|opt)\//,
]

/** Documents and pictures cross the wire in base64, where three letters of a word come together by chance. */
const FILES = /"base64":"[A-Za-z0-9+/=]*"/g

/** The pattern of something internal in a text; null where there is none. */
export function leakIn(text: string): RegExp | null {
  const words = text.replace(FILES, '')
  return LEAKS.find((pattern) => pattern.test(words)) ?? null
}

/** What is wrong with the answer to a call of a procedure; null where it is as the contract says. */
export function judgeCall({ status, contentType, body }: Reply): Finding | null {
  const wrong = judgePage({ status, contentType, body })
  if (wrong) return wrong
  const answer = parsed(body)
  if (!contentType.startsWith('application/json') || answer === null) return { kind: 'malformed', why: 'no JSON' }
  if (answer.ok === true) return status === 200 && 'data' in answer ? null : { kind: 'malformed', why: `ok with status ${status}` }
  const { code, hint, params, requestId } = answer
  if (code === 'server_error' || code === 'unavailable') return { kind: 'server_error', why: code }
  const sound =
    answer.ok === false &&
    (ERROR_CODES as readonly unknown[]).includes(code) &&
    typeof hint === 'string' &&
    /[\u4e00-\u9fff]/.test(hint) &&
    typeof params === 'object' &&
    params !== null &&
    typeof requestId === 'string' &&
    requestId !== '' &&
    Object.keys(answer).length === 5
  return sound && status >= 400 ? null : { kind: 'malformed', why: `a refusal with status ${status}` }
}

/** What is wrong with any other answer of the host. */
export function judgePage({ status, body }: Reply): Finding | null {
  if (status >= 500) return { kind: 'server_error', why: `status ${status}` }
  const leak = leakIn(body)
  return leak ? { kind: 'leak', why: String(leak) } : null
}

/** The code of a refusal, or `ok`; empty where the answer is neither. */
export function codeOf({ body }: Reply): string {
  const answer = parsed(body)
  return answer?.ok === true ? 'ok' : typeof answer?.code === 'string' ? answer.code : ''
}

function parsed(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}

/** Memory of the server after its garbage was collected, in bytes. */
export interface MemoryPoint {
  heap: number
  rss: number
}

const MB = 2 ** 20

/**
 * Whether memory has grown while it should not: the median of the last quarter against that of the second (the first warms
 * everything up). The heap may be a sixth and 12 MB larger, what the system counts a quarter and 64 MB: caches fill, and
 * pages are not given back at once. Null where it is flat, else a sentence.
 */
export function memoryGrowth(points: readonly MemoryPoint[]): string | null {
  const quarter = Math.max(1, Math.floor(points.length / 4))
  const median = (from: number, of: keyof MemoryPoint) =>
    points
      .slice(from, from + quarter)
      .map((point) => point[of])
      .sort((a, b) => a - b)[quarter >> 1]!
  for (const [of, factor, slack] of [
    ['heap', 7 / 6, 12 * MB],
    ['rss', 5 / 4, 64 * MB],
  ] as const) {
    const [early, late] = [median(quarter, of), median(points.length - quarter, of)]
    if (late > early * factor + slack) return `${of} grew from ${(early / MB).toFixed(1)} to ${(late / MB).toFixed(1)} MB`
  }
  return null
}
