import * as z from './zod'
import { FileRefSchema } from './common'

export const PictureTypeSchema = z.enum(['image/jpeg', 'image/png', 'image/webp'])
export type PictureType = z.infer<typeof PictureTypeSchema>

/** The largest picture that is kept, in bytes: phones make them this small before they send them. */
export const PICTURE_MAX_BYTES = 300 * 1024

/** A picture in standard base64. What it is shows its content, never its name. */
export const PictureContentSchema = z.string().check(z.minLength(1), z.maxLength(1_000_000), z.regex(/^[A-Za-z0-9+/]+={0,2}$/))
export const KeepInputSchema = z.object({ content: PictureContentSchema })
export const KeptFileSchema = z.object({ file: FileRefSchema, mime: PictureTypeSchema, size: z.int() })
export type KeptFile = z.infer<typeof KeptFileSchema>

export const FileInputSchema = z.object({ file: FileRefSchema })
export const FileContentSchema = z.object({ mime: PictureTypeSchema, base64: z.string() })
export type FileContent = z.infer<typeof FileContentSchema>
