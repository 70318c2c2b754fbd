import { PNG } from 'pngjs'
import decodeQR from 'qr/decode.js'

/** What a camera in front of a picture would read: the text of the QR code in a PNG; null where none can be found. */
export function readPicture(png: Buffer): string | null {
  const { width, height, data } = PNG.sync.read(png)
  try {
    return decodeQR({ width, height, data: new Uint8ClampedArray(data) })
  } catch {
    return null
  }
}
