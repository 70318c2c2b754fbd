import { z } from './zod'

/** UUID made by the server (version 7: sorts by time). */
export const IdSchema = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/))

/** A public code: 10 random characters of Crockford's base 32. */
export const PublicCodeSchema = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{10}$/))

/** An instant on the wire: milliseconds since 1970-01-01T00:00Z. The calendar of people is fixed UTC+8 (`core/rules/time`). */
export const InstantSchema = z.int().check(z.gte(946_684_800_000), z.lte(4_102_444_800_000))
export type Instant = number

/** A calendar day in UTC+8, `2026-11-21`. */
export const DaySchema = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/))

/**
 * Text that people wrote: trimmed, counted in characters as people see them (code points), free of control characters
 * (a line break is allowed where `lines` says so).
 */
export function textSchema(min: number, max: number, lines = false) {
  // eslint-disable-next-line no-control-regex -- control characters are what this refuses
  const control = lines
    ? /[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
    : /[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
  return z.string().check(
    z.trim(),
    z.refine((text) => {
      const length = Array.from(text).length
      return length >= min && length <= max
    }),
    z.refine((text) => !control.test(text)),
  )
}

export const EmptySchema = z.object({})
