import { fileName } from '../document/file-name'
import { followDownload } from '../document/download'
import { canvasBlob, loadPicture, openCanvas } from './canvas-element'
import { paint, picturesIn, type Loaded } from './paint'
import type { Drawing, DrawnPicture, SaveOutcome } from './types'

/** The address of the picture lives as long as the page: a share picture is small, and what shows it may come back. */
export async function drawPicture(drawing: Drawing): Promise<DrawnPicture> {
  const { width, height } = drawing
  const { canvas, pen } = openCanvas(width, height)
  const images = new Map<string, Loaded>()
  for (const src of picturesIn(drawing)) {
    const loaded = await loadPicture(src)
    if (loaded) images.set(src, loaded)
  }
  paint(pen, drawing, images)
  return { src: URL.createObjectURL(await canvasBlob(canvas, 'image/png')), width, height }
}

export async function savePicture({ src }: DrawnPicture, name: string): Promise<SaveOutcome> {
  followDownload(src, fileName(name))
  return 'saved'
}
