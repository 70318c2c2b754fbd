import * as z from './zod'
import type { ErrorCode, ErrorParams } from './errors'

/** 128 random bits in base64url, made by the phone before the first send of a command. */
export const NonceSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/))

/** A phone's or browser's own random number (128 bits, base64url). It binds tickets to the device; it names nobody. */
export const DeviceSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/))

/** The opaque log-in token: 256 bits in base64url. */
export const TokenSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))

/**
 * What a call carries. Over HTTP the name is in the path and the token in `Authorization: Bearer`; in a cloud function
 * both are fields.
 */
export const EnvelopeSchema = z.object({
  name: z.string().check(z.maxLength(80)),
  input: z.unknown(),
  nonce: z.optional(NonceSchema),
  device: z.optional(DeviceSchema),
  token: z.optional(TokenSchema),
})
export type Envelope = z.infer<typeof EnvelopeSchema>

/** A refusal as it crosses the wire. `hint` is a whole Chinese sentence that may be shown as it is. */
export interface Refusal {
  ok: false
  code: ErrorCode
  hint: string
  params: ErrorParams
  requestId: string
}

/** What a call answers. */
export type Answer<T> = { ok: true; data: T } | Refusal

/** One part of a list, keyset by `after`; `next` is null at the end. */
export interface Listed<T> {
  items: T[]
  next: string | null
}

export const PageSchema = {
  after: z.optional(z.string().check(z.maxLength(200))),
  limit: z._default(z.int().check(z.gte(1), z.lte(100)), 20),
}
