import { PNG } from 'pngjs'
import { encodeQR } from 'qr'
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

/** A photo of a QR code with a text, eight pixels a module. */
export function drawPicture(text: string): Buffer {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4, scale: 8 })
  const png = new PNG({ width: rows.length, height: rows.length })
  rows.flat().forEach((dark, index) => png.data.fill(dark ? 0 : 255, index * 4, index * 4 + 3).fill(255, index * 4 + 3, index * 4 + 4))
  return PNG.sync.write(png)
}
