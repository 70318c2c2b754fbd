/**
 * Seals what only some may read (questions, explanations, records) before it is stored: whoever copies the database reads none of it.
 * AES-256-GCM by the keys of `DATA_KEY`. Sealed text is `1.<key id>.<nonce>.<ciphertext and tag>`, all base64url; without a key
 * `0.<text>`, so that nobody takes it for sealed.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { WORDING } from '@core/contract/wording'

/** A key is 32 bytes. */
export const DATA_KEY_BYTES = 32
const CIPHER = 'aes-256-gcm'
/** 96 bits, which GCM takes as they are (NIST SP 800-38D, 8.2). Random ones are safe for some four billion texts a key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_ID_LENGTH = 8

export interface Secrecy {
  /** Seals a text by the first key. The same text sealed twice looks different. */
  seal(text: string): string
  /** The text again. Throws an Error where it was changed, or sealed by a key that is not known here. */
  open(sealed: string): string
}

/** @param keys the first seals, all open: a new key goes before the old ones. Null or none: texts are kept as they are. */
export function createSecrecy(keys: readonly Buffer[] | null): Secrecy {
  const byId = new Map((keys ?? []).map((key) => [keyIdOf(key), key]))
  const [first] = byId

  return {
    seal(text) {
      if (!first) return `0.${text}`
      const [keyId, key] = first
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return ['1', keyId, nonce.toString('base64url'), sealed.toString('base64url')].join('.')
    },

    open(sealed) {
      if (sealed.startsWith('0.')) return sealed.slice(2)
      const [version, keyId = '', nonce = '', body = '', ...more] = sealed.split('.')
      const bytes = Buffer.from(body, 'base64url')
      if (version !== '1' || more.length > 0 || bytes.length < TAG_BYTES) throw new Error('a sealed text is damaged')
      const key = byId.get(keyId)
      if (!key) throw new Error(`a text was sealed by the key ${keyId}, which DATA_KEY does not hold`)
      try {
        const cipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES })
        cipher.setAuthTag(bytes.subarray(-TAG_BYTES))
        return Buffer.concat([cipher.update(bytes.subarray(0, -TAG_BYTES)), cipher.final()]).toString('utf8')
      } catch (cause) {
        throw new Error('a sealed text is damaged', { cause })
      }
    },
  }
}

/**
 * The same secrecy for whoever has to go on working: a text that does not open (its key is missing in `DATA_KEY`, or it is damaged) comes as
 * a sentence that says so. The first such failure is reported; none says anything of a text.
 */
export function forgivingSecrecy({ seal, open }: Secrecy, report: (error: unknown) => void): Secrecy {
  let isReported = false
  return {
    seal,
    open(sealed) {
      try {
        return open(sealed)
      } catch (error) {
        if (!isReported) report(error)
        isReported = true
        return WORDING.unreadable
      }
    },
  }
}

function keyIdOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, KEY_ID_LENGTH)
}
