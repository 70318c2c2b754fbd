import { toBase64url } from '@core/rules/shared/bytes'
import { randomFake } from './fake'

export function randomBytes(count: number): Uint8Array {
  randomFake.drawn += 1
  const bytes = new Uint8Array(count)
  new DataView(bytes.buffer).setUint32(Math.max(0, count - 4), randomFake.drawn)
  return bytes
}

export function makeNonce(): string {
  return toBase64url(randomBytes(16))
}
