import { createHash, randomBytes } from 'node:crypto'
import type { Instant } from '@core/contract/common'

/** Where procedures get random numbers from, so that a simulation can replay them. */
export interface Ids {
  /** UUID version 7 (RFC 9562): 48 bits of the time in milliseconds, 74 random bits. */
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
  return {
    uuid(now) {
      const bytes = random(16)
      bytes.writeUIntBE(now, 0, 6)
      bytes[6] = (bytes[6]! & 0x0f) | 0x70
      bytes[8] = (bytes[8]! & 0x3f) | 0x80
      const hex = bytes.toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    },
    publicCode: () => Array.from(random(10), (byte) => CROCKFORD[byte & 31]).join(''),
    secret: (count) => random(count).toString('base64url'),
    bytes: random,
  }
}

export const randomIds: Ids = idsFrom(randomBytes)

/** SHA-256 as lower-case hex: what is kept of tokens, passes and payloads. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
