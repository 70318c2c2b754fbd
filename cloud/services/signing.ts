/**
 * What the server signs with: Ed25519, by the key of `SIGNING_KEY`, or by one that is made once and kept in the database. Public
 * keys are never forgotten, so that what an old key signed stays genuine.
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import type { PassKey } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import type { Verify } from '@core/rules/attendance/pass'
import type { SigningKey } from '@cloud/store/signing-keys'
import type { Tables } from '@cloud/store/store'
import type { Ids } from './ids'

/** A private key is 32 bytes. */
export const SEED_BYTES = 32

export interface Signer {
  /** The id of the key, base64url of 4 bytes. */
  kid: string
  /** The 64 bytes of the signature. */
  sign(message: Uint8Array): Buffer
}

type KeyTables = Pick<Tables, 'signingKeys'>

export interface Signing {
  /** Who signs now. The key is made, or its public half kept, when it is first needed. */
  signer(store: KeyTables, now: Instant): Promise<Signer>
  /** The public keys of all that was ever signed here, the oldest first. */
  keys(store: KeyTables, now: Instant): Promise<PassKey[]>
  /** Checks a signature, some thirty times faster than a phone's pure JavaScript. */
  verify: Verify
}

/** PKCS #8 of an Ed25519 key (RFC 8410) up to its 32 bytes. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

function privateKeyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
}

function publicKeyOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: 'jwk' }).x!
}

function kidOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest().subarray(0, 4).toString('base64url')
}

/** @param given the seed from the environment; null: one is made where none was made before */
export function createSigning(given: Buffer | null, ids: Ids): Signing {
  const verifiers = new Map<string, KeyObject>()

  async function ready(store: KeyTables, now: Instant): Promise<{ seed: Buffer; keys: SigningKey[] }> {
    const kept = await store.signingKeys.all()
    const seed = given ?? seedOf(kept) ?? ids.bytes(SEED_BYTES)
    const publicKey = publicKeyOf(privateKeyOf(seed))
    if (kept.some((key) => key.publicKey === publicKey)) return { seed, keys: kept }
    await store.signingKeys.keep({ kid: kidOf(publicKey), publicKey, seed: given ? null : seed.toString('base64url') }, now)
    const keys = await store.signingKeys.all()
    // Another host may have made its key first: then it is the one.
    const settled = given ?? seedOf(keys)
    if (!settled) throw new Error('the signing key could not be kept')
    return { seed: settled, keys }
  }

  return {
    async signer(store, now) {
      const privateKey = privateKeyOf((await ready(store, now)).seed)
      return { kid: kidOf(publicKeyOf(privateKey)), sign: (message) => sign(null, message, privateKey) }
    },
    async keys(store, now) {
      return (await ready(store, now)).keys.map(({ kid, publicKey }) => ({ kid, publicKey }))
    },
    verify(publicKey, message, signature) {
      const x = Buffer.from(publicKey).toString('base64url')
      let key = verifiers.get(x)
      if (!key) {
        key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
        verifiers.set(x, key)
      }
      return verify(null, message, key, signature)
    },
  }
}

function seedOf(keys: readonly SigningKey[]): Buffer | null {
  const made = keys.find((key) => key.seed !== null)
  return made ? Buffer.from(made.seed!, 'base64url') : null
}
