import Taro from '@tarojs/taro'
import { AppError } from '@core/contract/errors'
import { canvasFile, loadPicture, openCanvas } from '../drawing/offscreen-canvas'
import { readBytes, readHead, sizeOf } from '../kept-files/phone-files'
import { fitPicture, MOST_SOURCE_BYTES, USUAL_BYTES, type Encoded, type Size } from './fit'
import { beginsAsPicture, HEAD_BYTES } from './kind'
import type { ChosenPicture, PictureWish } from './types'

export async function choosePictures({ count, from, maxBytes = USUAL_BYTES }: PictureWish): Promise<ChosenPicture[]> {
  const files = await chooseFiles(count, from)
  const pictures: ChosenPicture[] = []
  // One after the other: a weak phone holds one large photo at a time.
  for (const { tempFilePath, size } of files) pictures.push(await takePicture(tempFilePath, size, maxBytes))
  return pictures
}

async function chooseFiles(count: number, from: PictureWish['from']): Promise<{ tempFilePath: string; size: number }[]> {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count,
      mediaType: ['image'],
      sourceType: from ? [from] : ['album', 'camera'],
      // WeChat's own first step: upright, and small enough for a weak phone to open.
      sizeType: ['compressed'],
    })
    return tempFiles
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string }
    if (errMsg.includes('cancel')) return []
    throw new AppError('camera_refused')
  }
}

async function takePicture(filePath: string, bytes: number, maxBytes: number): Promise<ChosenPicture> {
  if (bytes > MOST_SOURCE_BYTES) throw new AppError('picture_too_large')
  if (bytes === 0 || !beginsAsPicture(await readHead(filePath, HEAD_BYTES, bytes))) throw new AppError('not_a_picture')
  const source = await sizeOfPicture(filePath)
  const { width, height, preview } = await fitPicture(source, maxBytes, (size, quality) => encoded(filePath, size, quality))
  return { bytes: await readBytes(preview), mime: 'image/jpeg', width, height, preview }
}

async function sizeOfPicture(filePath: string): Promise<Size> {
  const loaded = await loadPicture(openCanvas(1, 1), filePath)
  if (!loaded || loaded.width === 0 || loaded.height === 0) throw new AppError('not_a_picture')
  return loaded
}

/** On white: a JPEG knows nothing transparent. */
async function encoded(filePath: string, { width, height }: Size, quality: number): Promise<Encoded & { preview: string }> {
  const opened = openCanvas(width, height)
  const loaded = await loadPicture(opened, filePath)
  if (!loaded) throw new AppError('not_a_picture')
  opened.pen.fillStyle = '#FFFFFF'
  opened.pen.fillRect(0, 0, width, height)
  opened.pen.drawImage(loaded.source as never, 0, 0, loaded.width, loaded.height, 0, 0, width, height)
  const preview = await canvasFile(opened, 'jpg', quality)
  return { length: await sizeOf(preview), preview }
}
