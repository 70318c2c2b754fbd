/**
 * The log: one JSON line an event, with the request's id from the start. It never holds who somebody is or what they
 * wrote: no tokens, names, inputs, openids, addresses. That is kept here, not left to the discipline of callers.
 */
import pino from 'pino'

/** One line: the fields (an error under `err`), then a sentence for the operator that quotes nobody. */
export type LogLine = (fields: object, message: string) => void
export type Log = Record<'debug' | 'info' | 'warn' | 'error', LogLine>

const REMOVED = '[removed]'

/** Fields whose value is not written, wherever they stand. */
const PRIVATE_FIELDS = new Set(
  [
    ['token', 'authorization', 'cookie', 'password', 'pass', 'secret', 'sessionKey', 'session_key', 'ticket', 'nonce', 'device'],
    ['openid', 'unionid', 'subject', 'personName', 'name', 'phone', 'studentNo', 'volunteerNo', 'address', 'ip'],
    ['input', 'envelope', 'caller', 'body', 'params', 'parameters', 'detail', 'where', 'headers', 'url', 'link', 'q', 'js_code'],
  ]
    .flat()
    .map((field) => field.toLowerCase()),
)

/** Tokens, nonces, openids: long runs of base64url with capitals and digits. Ids of rows (lower-case hex) stay readable. */
const LONG_SECRET = /(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{22,}/g
const MAX_DEPTH = 4

/**
 * The log of a process.
 * @param level pino's names: `debug`, `info`, `warn`, `error`, `silent`
 * @param destination where lines go; standard output when left out
 */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: cleanFields },
    serializers: { err: (error: unknown) => error }, // cleanFields has already made it plain
  }
  const logger = destination ? pino(options, destination) : pino(options)
  const line =
    (name: keyof Log): LogLine =>
    (fields, message) => {
      if (logger.isLevelEnabled(name)) logger[name](fields, withoutSecrets(message))
    }
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
}

function cleanFields(fields: object): Record<string, unknown> {
  return clean(fields, 0) as Record<string, unknown>
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutSecrets(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Error) return plainError(value, depth)
  if (depth >= MAX_DEPTH) return REMOVED
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, PRIVATE_FIELDS.has(key.toLowerCase()) ? REMOVED : clean(item, depth + 1)]),
  )
}

/** What may be known of an error: what kind, where in the code, which constraint; not the row that broke it. */
function plainError(error: Error, depth: number): Record<string, unknown> {
  const { code, constraint, table, severity } = error as { code?: unknown; constraint?: unknown; table?: unknown; severity?: unknown }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: error.name,
    message: messageOf(error, severity !== undefined),
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
    ...(error.cause instanceof Error && depth < MAX_DEPTH ? { cause: plainError(error.cause, depth + 1) } : {}),
    stack: frames.slice(0, 12).join('\n'),
  }
}

function messageOf(error: Error, fromDatabase: boolean): string {
  if (error instanceof SyntaxError) return REMOVED // JSON.parse quotes the text it could not read
  return withoutSecrets(fromDatabase ? error.message.replace(/"[^"]*"/g, '"…"') : error.message)
}

function withoutSecrets(line: string): string {
  return line.replace(LONG_SECRET, REMOVED)
}
