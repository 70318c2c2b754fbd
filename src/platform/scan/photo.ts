import type { CodeReader } from './reader'

/** Photos of today's phones are far larger than any code in them: a second look at a smaller one often finds more. */
const LONG_SIDES = [1600, 800]

/** Asks for a picture from the album or the camera; null where none was chosen. */
export function choosePhoto(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/*'
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null))
    input.addEventListener('cancel', () => resolve(null))
    input.click()
  })
}

/** The code in a photo; null where none can be read, or what was chosen is no picture. */
export async function readPhoto(file: Blob, reader: CodeReader): Promise<string | null> {
  const picture = await loadPicture(file)
  if (!picture) return null
  for (const longSide of LONG_SIDES) {
    const code = await reader.read(drawn(picture, longSide))
    if (code) return code
  }
  return null
}

/** An image element rather than createImageBitmap: it turns the photo upright on every browser. */
async function loadPicture(file: Blob): Promise<HTMLImageElement | null> {
  const url = URL.createObjectURL(file)
  try {
    const picture = new Image()
    picture.src = url
    await picture.decode()
    return picture
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** On white: a code cut out of a page may have a transparent ground. */
function drawn(picture: HTMLImageElement, longSide: number): HTMLCanvasElement {
  const scale = Math.min(1, longSide / Math.max(picture.naturalWidth, picture.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale))
  const context = canvas.getContext('2d')
  if (!context) return canvas
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}
