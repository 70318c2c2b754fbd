import Taro from '@tarojs/taro'
import type { Loaded, Pen } from './paint'

/** A canvas of WeChat that no page shows. */
export interface OffscreenCanvas {
  canvas: Taro.OffscreenCanvas
  pen: Pen
}

/** Opens a canvas with its pen. Throws where WeChat gives none. */
export function openCanvas(width: number, height: number): OffscreenCanvas {
  const canvas = Taro.createOffscreenCanvas({ type: '2d', width, height })
  return { canvas, pen: canvas.getContext('2d') as unknown as Pen }
}

/** A picture by its address; null where it cannot be loaded. It is good for the canvas that loaded it. */
export function loadPicture({ canvas }: OffscreenCanvas, src: string): Promise<Loaded | null> {
  return new Promise((resolve) => {
    const picture = canvas.createImage()
    picture.onload = () => resolve({ width: picture.width, height: picture.height, source: picture })
    picture.onerror = () => resolve(null)
    picture.src = src
  })
}

/** What a canvas shows, as a temporary file of the size of the canvas, whatever the display's density. */
export async function canvasFile({ canvas }: OffscreenCanvas, fileType: 'png' | 'jpg', quality = 1): Promise<string> {
  const { width, height } = canvas
  const size = { x: 0, y: 0, width, height, destWidth: width, destHeight: height }
  const { tempFilePath } = await Taro.canvasToTempFilePath({ canvas: canvas as unknown as Taro.Canvas, fileType, quality, ...size })
  return tempFilePath
}
