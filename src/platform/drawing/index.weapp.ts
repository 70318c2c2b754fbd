import Taro from '@tarojs/taro'
import { withPermission } from '../permission/ask-again'
import { canvasFile, loadPicture, openCanvas } from './offscreen-canvas'
import { paint, picturesIn, type Loaded } from './paint'
import type { Drawing, DrawnPicture, SaveOutcome } from './types'

const QUESTION = { title: '存不进相册', text: '相册的权限没打开。去设置里打开「添加到相册」，再回来就好', ok: '去设置' }

export async function drawPicture(drawing: Drawing): Promise<DrawnPicture> {
  const { width, height } = drawing
  const opened = openCanvas(width, height)
  const images = new Map<string, Loaded>()
  for (const src of picturesIn(drawing)) {
    const loaded = await loadPicture(opened, src)
    if (loaded) images.set(src, loaded)
  }
  paint(opened.pen, drawing, images)
  return { src: await canvasFile(opened, 'png'), width, height }
}

/** WeChat knows by itself how the album calls its pictures. */
export async function savePicture({ src }: DrawnPicture, _name: string): Promise<SaveOutcome> {
  const outcome = await withPermission('scope.writePhotosAlbum', QUESTION, () => Taro.saveImageToPhotosAlbum({ filePath: src }))
  return outcome === 'done' ? 'saved' : outcome
}
