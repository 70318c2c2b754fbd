/** Reads the JSON of a call, counting while it comes: what is announced is not believed, and too much is not read. */
import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'

/** How large the JSON of a call may be, in bytes. */
export const MAX_BODY_BYTES = 1024 * 1024

export type ReadBody = { ok: true; json: unknown } | { ok: false; code: 'body_too_large' | 'bad_request' }

/**
 * The JSON of a request; nothing at all counts as `{}`. On `body_too_large` the rest is left unread and the stream paused:
 * the caller answers and then ends the connection.
 */
export async function readJsonBody(incoming: IncomingMessage, maxBytes = MAX_BODY_BYTES): Promise<ReadBody> {
  if (Number(incoming.headers['content-length']) > maxBytes) return { ok: false, code: 'body_too_large' }
  const read = await readAtMost(incoming, maxBytes)
  if (read === 'too much') return { ok: false, code: 'body_too_large' }
  if (read === 'cut off') return { ok: false, code: 'bad_request' }
  if (read.length === 0) return { ok: true, json: {} }
  if (!isUtf8(read)) return { ok: false, code: 'bad_request' }
  try {
    return { ok: true, json: JSON.parse(read.toString('utf8')) }
  } catch {
    return { ok: false, code: 'bad_request' }
  }
}

/** Whether a body, unread, may be left to Node, which throws it away to the end: it says how long it is, and that is not too long. */
export function isBounded({ headers }: IncomingMessage, maxBytes = MAX_BODY_BYTES): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= maxBytes
}

function readAtMost(incoming: IncomingMessage, maxBytes: number): Promise<Buffer | 'too much' | 'cut off'> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let size = 0
    const settle = (read: Buffer | 'too much' | 'cut off') => {
      incoming.off('data', take).off('end', finish).off('error', cutOff).off('close', cutOff)
      // The connection may still break while the answer is on its way; nobody is left to hear of it.
      incoming.on('error', () => undefined)
      resolve(read)
    }
    const take = (part: Buffer) => {
      size += part.length
      if (size <= maxBytes) return void parts.push(part)
      incoming.pause()
      settle('too much')
    }
    const finish = () => settle(Buffer.concat(parts))
    const cutOff = () => settle('cut off')
    incoming.on('data', take).on('end', finish).on('error', cutOff).on('close', cutOff)
  })
}
