import { createHash, randomBytes } from 'node:crypto'
import type { Instant } from '@core/contract/common'

/** Where procedures get random numbers from, so that a simulation can replay them. */
export interface Ids {
  /**
   * UUID version 7 (RFC 9562): 48 bits of the time in milliseconds, a counter of 12, 62 random bits. What one host makes in one
   * millisecond sorts in the order it was made, but for where the counter begins anew.
   */
  uuid(now: Instant): string
  /** A public code: 10 random characters of Crockford's base 32. */
  publicCode(): string
  /** `bytes` random bytes as base64url. */
  secret(bytes: number): string
  bytes(count: number): Buffer
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ids out of a source of random bytes. */
export function idsFrom(random: (count: number) => Buffer): Ids {
  let made = 0
  return {
    uuid(now) {
      const bytes = random(16)
      made = (made + 1) & 0xfff
      bytes.writeUIntBE(now, 0, 6)
      bytes.writeUInt16BE(0x7000 | made, 6)
      bytes[8] = (bytes[8]! & 0x3f) | 0x80
      const hex = bytes.toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    },
    publicCode: () => Array.from(random(10), (byte) => CROCKFORD[byte & 31]).join(''),
    secret: (count) => random(count).toString('base64url'),
    bytes: random,
  }
}

/** Each call of the system's generator costs more than the bytes it gives: they are fetched by the page. */
const PAGE = 4096

/** Random bytes of a source, fetched `PAGE` at a time; none is given out twice. */
export function byThePage(source: (count: number) => Buffer): (count: number) => Buffer {
  let page: Buffer = Buffer.alloc(0)
  let used = 0
  return (count) => {
    if (count > PAGE / 8) return source(count)
    if (used + count > page.length) {
      page = source(PAGE)
      used = 0
    }
    used += count
    const bytes = Buffer.from(page.subarray(used - count, used))
    page.fill(0, used - count, used)
    return bytes
  }
}

export const randomIds: Ids = idsFrom(byThePage(randomBytes))

/** SHA-256 as lower-case hex: what is kept of tokens, passes and payloads. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
