import Taro from '@tarojs/taro'
import { toBase64url } from '@core/rules/shared/bytes'

/**
 * WeChat gives random bytes only asynchronously, a nonce is needed at once: a pool is filled at launch and again when
 * it runs low. Before the first answer (some milliseconds), and on WeChat older than base library 2.15, the bytes come
 * from `Math.random`: nonces and device numbers must be unique, not secret.
 */
const POOL = 1024
const LOW = 256
let pool = new Uint8Array(0)
let asked = false

function refill(): void {
  if (asked || typeof Taro.getRandomValues !== 'function') return
  asked = true
  Taro.getRandomValues({
    length: POOL,
    success: ({ randomValues }) => {
      pool = new Uint8Array(randomValues)
    },
    complete: () => {
      asked = false
    },
  })?.catch(() => undefined) // then Math.random goes on
}

refill()

export function randomBytes(count: number): Uint8Array {
  const bytes = pool.slice(0, count)
  pool = pool.slice(bytes.length)
  if (pool.length < LOW) refill()
  if (bytes.length === count) return bytes
  return Uint8Array.from({ length: count }, (_, at) => bytes[at] ?? Math.floor(Math.random() * 256))
}

export function makeNonce(): string {
  return toBase64url(randomBytes(16))
}
