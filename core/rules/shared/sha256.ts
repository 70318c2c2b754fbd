/** SHA-256 of bytes that come bit by bit. That of `@stablelib`: it asks for no BigInt, which the oldest engine that we support lacks. */
import { SHA256 } from '@stablelib/sha256'

export interface Sha256 {
  add(bytes: Uint8Array): void
  /** The hash of all that was added, in hexadecimal. Nothing can be added afterwards. */
  hex(): string
}

/** A hash of nothing yet. */
export function createSha256(): Sha256 {
  const hash = new SHA256()
  return {
    add(bytes) {
      hash.update(bytes)
    },
    hex() {
      return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')
    },
  }
}
