import { DAY_MS } from '@core/rules/shared/calendar'
import type { Instant } from '@core/contract/common'

/** A picture of a record. It lies on the phone as a file of its own, because a picture is too large for the records' place. */
export interface Attachment {
  /** Where in the input its bytes go when the record is sent, base64: `photo`, `pictures.0`. */
  path: string
  /** Under which it is kept. */
  key: string
}

/** A name for a picture that is about to be kept; it begins with the time, so that a forgotten one can be found. */
export function newAttachmentKey(nonce: string, now: Instant): string {
  return `${now.toString(36)}-${nonce}`
}

/** The keys that no record names and that are more than a day old: their app was closed before there was a record. */
export function forgottenKeys(keys: readonly string[], named: ReadonlySet<string>, now: Instant): string[] {
  return keys.filter((key) => {
    const keptAt = parseInt(key.split('-')[0]!, 36)
    return !named.has(key) && now - keptAt > DAY_MS
  })
}

/** The input with the bytes of its pictures in their places; the input itself stays as it is. */
export function withPictures(input: unknown, pictures: readonly { path: string; bytes: string }[]): unknown {
  return pictures.reduce((filled, { path, bytes }) => placed(filled, path.split('.'), bytes), input)
}

function placed(value: unknown, [step, ...rest]: string[], bytes: string): unknown {
  if (step === undefined) return bytes
  if (Array.isArray(value)) {
    const copy: unknown[] = [...value]
    copy[Number(step)] = placed(copy[Number(step)], rest, bytes)
    return copy
  }
  const fields = (value ?? {}) as Record<string, unknown>
  return { ...fields, [step]: placed(fields[step], rest, bytes) }
}
