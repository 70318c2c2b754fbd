/** Invented names for the demonstration; the same number always gives the same name. */

const SURNAMES = '李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
const FIRST = '晓思雨子佳文俊宇欣梓一浩若嘉明'
const SECOND = '雨涵宇轩怡彤然晨阳琪航瑶涛岚'

/** The name of the person with this number, 0–199 all different. */
export function demoName(number: number): string {
  const surname = Array.from(SURNAMES)[number % SURNAMES.length]!
  const first = Array.from(FIRST)[Math.floor(number / SURNAMES.length) % FIRST.length]!
  const second = Array.from(SECOND)[(number * 7) % SECOND.length]!
  return number % 5 === 3 ? `${surname}${first}` : `${surname}${first}${second}`
}

/** Small seeded random numbers (mulberry32): the demonstration looks the same wherever it is laid. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
