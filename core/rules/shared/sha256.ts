/**
 * SHA-256 (FIPS 180-4) of bytes that come bit by bit, for phones: that of `@noble/hashes` needs BigInt, which the oldest engine that
 * we support lacks. For telling whether a file arrived whole; what is secret has the library's.
 */

const BLOCK_BYTES = 64

/** The first 32 bits of the fractional parts of the square (cube) roots of the first primes (5.3.3, 4.2.2). */
const PRIMES = primes(64)
const FIRST = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const ROUNDS = PRIMES.map((prime) => fraction(Math.cbrt(prime)))

export interface Sha256 {
  add(bytes: Uint8Array): void
  /** The hash of all that was added, in hexadecimal. Nothing can be added afterwards. */
  hex(): string
}

/** A hash of nothing yet. */
export function createSha256(): Sha256 {
  const state = Int32Array.from(FIRST)
  const words = new Int32Array(64)
  const block = new Uint8Array(BLOCK_BYTES)
  let filled = 0
  let length = 0

  function take(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const piece = bytes.subarray(at, at + BLOCK_BYTES - filled)
      block.set(piece, filled)
      filled += piece.length
      at += piece.length
      if (filled < BLOCK_BYTES) return
      compress(state, words, block)
      filled = 0
    }
  }

  return {
    add(bytes) {
      length += bytes.length
      take(bytes)
    },
    hex() {
      // A one bit, zeros up to the last eight bytes of a block, and the length in bits (5.1.1).
      const padding = new Uint8Array((filled < 56 ? 56 : 120) - filled + 8)
      padding[0] = 0x80
      const size = new DataView(padding.buffer)
      size.setUint32(padding.length - 8, Math.floor(length / 2 ** 29))
      size.setUint32(padding.length - 4, (length * 8) % 2 ** 32)
      take(padding)
      return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
    },
  }
}

/** One block into the state (6.2.2). */
function compress(state: Int32Array, words: Int32Array, block: Uint8Array): void {
  for (let t = 0; t < 16; t += 1)
    words[t] = (block[4 * t]! << 24) | (block[4 * t + 1]! << 16) | (block[4 * t + 2]! << 8) | block[4 * t + 3]!
  for (let t = 16; t < 64; t += 1) {
    const [early, late] = [words[t - 15]!, words[t - 2]!]
    const small = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)
    const large = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10)
    words[t] = (words[t - 16]! + small + words[t - 7]! + large) | 0
  }
  let a = state[0]!
  let b = state[1]!
  let c = state[2]!
  let d = state[3]!
  let e = state[4]!
  let f = state[5]!
  let g = state[6]!
  let h = state[7]!
  for (let t = 0; t < 64; t += 1) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[t]! + words[t]!) | 0
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  state[0] = state[0]! + a
  state[1] = state[1]! + b
  state[2] = state[2]! + c
  state[3] = state[3]! + d
  state[4] = state[4]! + e
  state[5] = state[5]! + f
  state[6] = state[6]! + g
  state[7] = state[7]! + h
}

/** Turned right. */
function turned(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0
}

function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime > 0)) found.push(n)
  return found
}
