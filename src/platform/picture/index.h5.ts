import { AppError } from '@core/contract/errors'
import { canvasBlob, loadPicture, openCanvas } from '../drawing/canvas-element'
import type { Loaded } from '../drawing/paint'
import { bytesOf, chooseFiles, dataAddress } from '../document/file-input'
import { fitPicture, MOST_SOURCE_BYTES, USUAL_BYTES, type Encoded, type Size } from './fit'
import { beginsAsPicture, HEAD_BYTES } from './kind'
import type { ChosenPicture, PictureWish } from './types'

export async function choosePictures({ count, from, maxBytes = USUAL_BYTES }: PictureWish): Promise<ChosenPicture[]> {
  const files = await chooseFiles({ accept: KINDS, multiple: count > 1, capture: from === 'camera' })
  const pictures: ChosenPicture[] = []
  // One after the other: a weak phone holds one large photo at a time.
  for (const file of files.slice(0, count)) pictures.push(await takePicture(file, maxBytes))
  return pictures
}

/** Named one by one, so that an iPhone gives a JPEG for what it keeps as HEIC. */
const KINDS = 'image/jpeg,image/png,image/webp'

async function takePicture(file: File, maxBytes: number): Promise<ChosenPicture> {
  if (file.size > MOST_SOURCE_BYTES) throw new AppError('picture_too_large')
  if (!beginsAsPicture(await headOf(file))) throw new AppError('not_a_picture')
  const address = URL.createObjectURL(file)
  try {
    const loaded = await loadPicture(address)
    if (!loaded) throw new AppError('not_a_picture')
    const { width, height, blob } = await fitPicture(loaded, maxBytes, (size, quality) => encoded(loaded, size, quality))
    const preview = await dataAddress(blob)
    return { bytes: preview.slice(preview.indexOf(',') + 1), mime: 'image/jpeg', width, height, preview }
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** On white: a JPEG knows nothing transparent. */
async function encoded(loaded: Loaded, { width, height }: Size, quality: number): Promise<Encoded & { blob: Blob }> {
  const { canvas, pen } = openCanvas(width, height)
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.drawImage(loaded.source as HTMLImageElement, 0, 0, width, height)
  const blob = await canvasBlob(canvas, 'image/jpeg', quality)
  // Safari keeps the memory of a canvas until it is empty.
  canvas.width = 0
  return { length: blob.size, blob }
}

async function headOf(file: Blob): Promise<Uint8Array> {
  try {
    return await bytesOf(file.slice(0, HEAD_BYTES))
  } catch {
    // The file went away between choosing and reading.
    throw new AppError('not_a_picture')
  }
}
