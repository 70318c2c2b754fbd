/** A picture as documents take it: what it is by its content, and its size in pixels. */
export interface PictureSize {
  type: 'jpg' | 'png'
  width: number
  height: number
}

/** Bytes that are neither a JPEG nor a PNG, whatever their name says. */
export class UnreadablePictureError extends Error {
  constructor() {
    super('neither a JPEG nor a PNG')
    this.name = 'UnreadablePictureError'
  }
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
const JPEG_START = 0xffd8
/** Frame headers, which hold the size; C4, C8 and CC in between are tables (ITU T.81, table B.1). */
const FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])

/**
 * Reads the header only; pixels are not looked at.
 * @throws UnreadablePictureError
 */
export function pictureSize(bytes: Buffer): PictureSize {
  const size = pngSize(bytes) ?? jpegSize(bytes)
  if (!size || size.width === 0 || size.height === 0) throw new UnreadablePictureError()
  return size
}

function pngSize(bytes: Buffer): PictureSize | null {
  if (bytes.length < 24 || !bytes.subarray(0, PNG.length).equals(PNG)) return null
  return { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

function jpegSize(bytes: Buffer): PictureSize | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== JPEG_START) return null
  let at = 2
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!
    if (marker === 0xff) at += 1
    else if (FRAMES.has(marker)) return { type: 'jpg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    else at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}
