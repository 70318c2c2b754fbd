/** Chance that is decided by a seed: the same seed and stream draw the same numbers on every machine, for ever. */

const WARM_UP = 12

/** 32 bits of a text, different for every start value (FNV-1a with a final mixing). */
function hash(text: string, start: number): number {
  let value = start >>> 0
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** A stream of numbers out of a seed (sfc32: 128 bits of state, passes PractRand). Streams of one seed do not touch each other. */
export class Chance {
  private a: number
  private b: number
  private c: number
  private counter = 1

  constructor(seed: number, stream: string) {
    const text = `${stream}/${seed}`
    this.a = hash(text, 0x811c9dc5)
    this.b = hash(text, 0x9e3779b9)
    this.c = hash(text, 0x7f4a7c15)
    for (let turn = 0; turn < WARM_UP; turn += 1) this.next()
  }

  /** 32 random bits. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** 0 ≤ fraction < 1. */
  fraction(): number {
    return this.next() / 4_294_967_296
  }

  /** A whole number, 0 ≤ number < `count`. */
  below(count: number): number {
    return Math.floor(this.fraction() * count)
  }

  /** A whole number, `least` and `most` included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  happens(probability: number): boolean {
    return this.fraction() < probability
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  /** The members of a list in an order of chance (Fisher–Yates); the list itself stays as it is. */
  shuffled<T>(list: readonly T[]): T[] {
    const shuffled = [...list]
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const at = this.below(last + 1)
      ;[shuffled[last], shuffled[at]] = [shuffled[at]!, shuffled[last]!]
    }
    return shuffled
  }

  bytes(count: number): Buffer {
    const bytes = Buffer.alloc(count)
    for (let at = 0; at < count; at += 1) bytes[at] = this.next() >>> 24
    return bytes
  }
}
