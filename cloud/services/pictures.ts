/**
 * What a picture is, by its content alone: a name or a type that somebody says is never looked at. JPEG (ITU T.81), PNG (RFC 2083)
 * and WebP (RFC 9649) are taken; anything else, an SVG, a page, a program, is no picture here. Pixels are not decoded: a host
 * has better to do, and the phone that shows a broken one shows an empty frame.
 */
import { AppError } from '@core/contract/errors'
import { PICTURE_MAX_BYTES } from '@core/contract/file-sizes'
import type { PictureType } from '@core/contract/files'

export interface Picture {
  /** From its first byte to its own end: what was appended to it is cut off. */
  bytes: Buffer
  mime: PictureType
  /** In pixels. */
  width: number
  height: number
}

/** Larger than any phone's camera; what decodes to more would fill a phone's memory. */
const LONGEST_SIDE = 8192

/** The picture in a text of standard base64. Throws AppError not_a_picture | picture_too_large. */
export function pictureOf(base64: string): Picture {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.toString('base64') !== base64) throw new AppError('not_a_picture')
  if (bytes.length > PICTURE_MAX_BYTES) throw new AppError('picture_too_large')
  const picture = readPicture(bytes)
  if (picture === null) throw new AppError('not_a_picture')
  return picture
}

/** The picture that bytes are; null where they are none, or one of a size that cannot be. */
export function readPicture(bytes: Buffer): Picture | null {
  const picture = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes)
  const fits = (side: number) => side >= 1 && side <= LONGEST_SIDE
  return picture && fits(picture.width) && fits(picture.height) ? picture : null
}

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const IHDR_LENGTH = 13

function readPng(bytes: Buffer): Picture | null {
  if (!bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return null
  let size: { width: number; height: number } | null = null
  let hasPixels = false
  // A chunk: its length, its name, so many bytes, and a checksum.
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > bytes.length || (at === 8) !== (name === 'IHDR')) return null
    if (name === 'IHDR') {
      if (length !== IHDR_LENGTH) return null
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) }
    }
    if (name === 'IDAT') hasPixels = true
    if (name === 'IEND') return size && hasPixels ? { ...size, bytes: bytes.subarray(0, end), mime: 'image/png' } : null
    at = end
  }
  return null
}

const JPEG_START = Buffer.from('ffd8ff', 'hex')
const JPEG_END = Buffer.from('ffd9', 'hex')
const START_OF_SCAN = 0xda
/** Frame headers, which hold the size; C4, C8 and CC in between are tables (ITU T.81, table B.1). */
const FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
const FRAME_LENGTH = 8

function readJpeg(bytes: Buffer): Picture | null {
  if (!bytes.subarray(0, 3).equals(JPEG_START)) return null
  let size: { width: number; height: number } | null = null
  // A segment: FF, its marker, and its length with these two bytes of it. Its pixels follow the start of scan.
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    const next = at + 2 + length
    if (length < 2 || next > bytes.length) return null
    if (FRAMES.has(marker)) {
      if (length < FRAME_LENGTH) return null
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    }
    if (marker === START_OF_SCAN) {
      const end = bytes.lastIndexOf(JPEG_END)
      return size && end >= next ? { ...size, bytes: bytes.subarray(0, end + JPEG_END.length), mime: 'image/jpeg' } : null
    }
    at = next
  }
  return null
}

const RIFF_HEADER = 12

function readWebp(bytes: Buffer): Picture | null {
  const name = (from: number) => bytes.toString('latin1', from, from + 4)
  if (bytes.length < RIFF_HEADER || name(0) !== 'RIFF' || name(8) !== 'WEBP') return null
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) return null
  let size: { width: number; height: number } | null = null
  // A chunk: its name, its length, so many bytes, and one more where they are odd.
  for (let at = RIFF_HEADER; at + 8 <= end;) {
    const length = bytes.readUInt32LE(at + 4)
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (at + 8 + length > end) return null
    size ??= webpSize(name(at), content)
    if (size === null) return null
    if (['VP8 ', 'VP8L', 'ANMF'].includes(name(at))) return { ...size, bytes: bytes.subarray(0, end), mime: 'image/webp' }
    at += 8 + length + (length % 2)
  }
  return null
}

/** The size that the first chunk of a WebP says; null where it is none that may be the first. */
function webpSize(name: string, content: Buffer): { width: number; height: number } | null {
  if (name === 'VP8 ' && content.length >= 10 && content.readUIntBE(3, 3) === 0x9d012a)
    return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff }
  if (name === 'VP8L' && content.length >= 5 && content[0] === 0x2f) {
    const bits = content.readUInt32LE(1)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (name === 'VP8X' && content.length >= 10) return { width: content.readUIntLE(4, 3) + 1, height: content.readUIntLE(7, 3) + 1 }
  return null
}
