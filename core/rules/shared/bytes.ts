/** UTF-8, base64 and base64url by hand: WeChat has neither TextEncoder nor btoa. */

/** Text as UTF-8 bytes. A lone surrogate becomes U+FFFD, as TextEncoder does it. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    let point = character.codePointAt(0) ?? 0xfffd
    if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
  }
  return Uint8Array.from(bytes)
}

/** The text of UTF-8 bytes; null where they are not exactly what `utf8Bytes` makes of a text. */
export function utf8Text(bytes: Uint8Array): string | null {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at]!
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    let point = length === 1 ? first : first & (0xff >> (length + 1))
    for (let next = 1; next < length; next += 1) point = (point << 6) | ((bytes[at + next] ?? 0) & 63)
    if (point > 0x10ffff) return null
    text += String.fromCodePoint(point)
    at += length
  }
  // Overlong, cut off or stray bytes do not come back the same.
  const again = utf8Bytes(text)
  return again.length === bytes.length && again.every((byte, at) => byte === bytes[at]) ? text : null
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The same with the two characters of plain base64 (RFC 4648, section 4). */
const PLAIN_ALPHABET = `${ALPHABET.slice(0, 62)}+/`

/** Bytes as base64url without padding (RFC 4648, section 5). */
export function toBase64url(bytes: Uint8Array): string {
  return encoded(bytes, ALPHABET)
}

/** Bytes as base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  const text = encoded(bytes, PLAIN_ALPHABET)
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}

function encoded(bytes: Uint8Array, alphabet: string): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const block = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text += alphabet[block >> 18]! + alphabet[(block >> 12) & 63]!
    if (left > 1) text += alphabet[(block >> 6) & 63]!
    if (left > 2) text += alphabet[block & 63]!
  }
  return text
}

/** The bytes of base64url text; null where it is not base64url. */
export function fromBase64url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const character of text) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) return null
    held = (held << 6) | value
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 255)
      held &= (1 << bits) - 1
    }
  }
  return Uint8Array.from(bytes)
}
