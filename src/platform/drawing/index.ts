import { drawingFake } from './fake'
import type { Drawing, DrawnPicture, SaveOutcome } from './types'

export async function drawPicture(drawing: Drawing): Promise<DrawnPicture> {
  drawingFake.painted.push(drawing)
  return { src: `drawn://${drawingFake.painted.length}`, width: drawing.width, height: drawing.height }
}

export async function savePicture(picture: DrawnPicture, name: string): Promise<SaveOutcome> {
  drawingFake.albumed.push({ picture, name })
  return drawingFake.outcome
}
