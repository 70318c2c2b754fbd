import * as z from './zod'
import { FileRefSchema, textSchema } from './common'
import { NonceSchema } from './envelope'
import { MOST_PARTS, PART_BYTES } from './file-sizes'

export const PictureTypeSchema = z.enum(['image/jpeg', 'image/png', 'image/webp'])
export type PictureType = z.infer<typeof PictureTypeSchema>

/** PDF, DOCX, XLSX: what comes with a case besides pictures. */
export const DocumentTypeSchema = z.enum([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
])
export type DocumentType = z.infer<typeof DocumentTypeSchema>

export const FileTypeSchema = z.union([PictureTypeSchema, DocumentTypeSchema])
export type FileType = z.infer<typeof FileTypeSchema>

/** A picture in standard base64. What it is shows its content, never its name. */
export const PictureContentSchema = z.string().check(z.minLength(1), z.maxLength(1_000_000), z.regex(/^[A-Za-z0-9+/]+={0,2}$/))
export const KeepInputSchema = z.object({ content: PictureContentSchema })
export const KeptFileSchema = z.object({ file: FileRefSchema, mime: PictureTypeSchema, size: z.int() })
export type KeptFile = z.infer<typeof KeptFileSchema>

export const FileInputSchema = z.object({ file: FileRefSchema })
export const FileContentSchema = z.object({ mime: PictureTypeSchema, base64: z.string() })
export type FileContent = z.infer<typeof FileContentSchema>

/** One part of a document on its way, in standard base64. */
const PartContentSchema = z.string().check(z.minLength(1), z.maxLength((PART_BYTES / 3) * 4), z.regex(/^[A-Za-z0-9+/]+={0,2}$/))

/**
 * Part `n` of `of`, counted from 1, each of at most `PART_BYTES`. `upload`: 128 random bits, made by the phone for this document. A part
 * that is sent again replaces what was there.
 */
export const KeepPartInputSchema = z.object({
  upload: NonceSchema,
  n: z.int().check(z.gte(1), z.lte(10_000)),
  of: z.int().check(z.gte(1), z.lte(10_000)),
  content: PartContentSchema,
})

/** Puts the parts together. `sha256`: of the whole document, in hexadecimal. */
export const KeepDocumentInputSchema = z.object({
  upload: NonceSchema,
  name: textSchema(1, 120),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
export const KeptDocumentSchema = z.object({ file: FileRefSchema, mime: DocumentTypeSchema, name: z.string(), size: z.int() })
export type KeptDocument = z.infer<typeof KeptDocumentSchema>

export const PartInputSchema = z.object({ file: FileRefSchema, n: z.int().check(z.gte(1), z.lte(MOST_PARTS)) })
/** Part `n` of `of` of a kept file. */
export const FilePartSchema = z.object({
  mime: FileTypeSchema,
  name: z.nullable(z.string()),
  size: z.int(),
  of: z.int(),
  base64: z.string(),
})
export type FilePart = z.infer<typeof FilePartSchema>

export const FilesAboutInputSchema = z.object({ files: z.array(FileRefSchema).check(z.maxLength(60)) })
/** `name`: null of a picture. `size` in bytes. */
export const FileAboutSchema = z.object({ file: FileRefSchema, mime: FileTypeSchema, name: z.nullable(z.string()), size: z.int() })
export type FileAbout = z.infer<typeof FileAboutSchema>
/** Those of the files that the caller may see, in their order. */
export const FilesAboutSchema = z.object({ items: z.array(FileAboutSchema) })
