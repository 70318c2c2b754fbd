import { toBase64url } from '@core/rules/shared/bytes'

export function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count))
}

export function makeNonce(): string {
  return toBase64url(randomBytes(16))
}
