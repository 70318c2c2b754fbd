import { unsignedPass, type PassContent } from '@core/rules/attendance/pass'
import type { Signer } from '@cloud/services/signing'

/** The text of a pass's QR, or of a card's. */
export function signedPass(publicUrl: string, content: PassContent, signer: Signer): string {
  const { message, withSignature } = unsignedPass(content, signer.kid)
  return `${publicUrl}/q/${withSignature(signer.sign(message))}`
}

/** A pass counts whole seconds: the one that an instant falls into. */
export function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000
}
