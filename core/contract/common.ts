import * as z from './zod'

/** UUID made by the server (version 7: sorts by time). */
export const IdSchema = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/))

/** A public code: 10 random characters of Crockford's base 32. */
export const PublicCodeSchema = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{10}$/))

/** An instant on the wire: milliseconds since 1970-01-01T00:00Z. The calendar of people is fixed UTC+8 (`core/rules/time`). */
export const InstantSchema = z.int().check(z.gte(946_684_800_000), z.lte(4_102_444_800_000))
export type Instant = number

/** A calendar day in UTC+8, `2026-11-21`, of the years 1900 to 2099. */
export const DaySchema = z.string().check(z.regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/))

/**
 * Characters that draw nothing and can mislead: controls, line separators, and those that turn the reading direction; and
 * halves of a character, which no database keeps.
 */
function isHidden(point: number, lines: boolean): boolean {
  if (point === 0x0a) return !lines
  if (point >= 0xd800 && point <= 0xdfff) return true
  return point < 0x20 || point === 0x7f || (point >= 0x2028 && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069)
}

/**
 * Text that people wrote: trimmed, counted in characters (code points), free of hidden characters (a line break is allowed
 * where `lines` says so).
 */
export function textSchema(min: number, max: number, lines = false) {
  return z.string().check(
    z.trim(),
    z.refine((text) => {
      const characters = Array.from(text)
      return characters.length >= min && characters.length <= max && !characters.some((each) => isHidden(each.codePointAt(0)!, lines))
    }),
  )
}

/** A kept file: who handed it in, and its id. */
export const FileRefSchema = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))
export type FileRef = z.infer<typeof FileRefSchema>

/** A document that the server made, to be opened or saved. `base64` is standard base64 with padding. */
export const MadeFileSchema = z.object({ name: z.string(), mime: z.string(), base64: z.string() })
export type MadeFile = z.infer<typeof MadeFileSchema>

export const EmptySchema = z.object({})
