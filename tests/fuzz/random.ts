/** Seeded randomness: the same seed makes the same choices. */
export interface Random {
  /** A number from 0 (included) to 1 (not). */
  next(): number
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number
  /** Whether it happens that has this likelihood. */
  chance(likelihood: number): boolean
  /** One of a list. Throws on an empty one. */
  pick<T>(list: readonly T[]): T
  /** So many characters of base64url. */
  text(length: number): string
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The choices of one request: by the seed of the run and the number of the request (splitmix32). */
export function randomFor(seed: number, request: number): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(request + 1, 0x85ebca6b)) >>> 0
  function next() {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    chance: (likelihood) => next() < likelihood,
    pick(list) {
      if (list.length === 0) throw new RangeError('nothing to pick from')
      return list[below(list.length)]!
    },
    text: (length) => Array.from({ length }, () => BASE64URL[below(64)]).join(''),
  }
}
