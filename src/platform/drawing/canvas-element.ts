import type { Loaded } from './paint'

/** A canvas of the web page with its pen. Throws where the browser gives none. */
export function openCanvas(width: number, height: number): { canvas: HTMLCanvasElement; pen: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  pen.imageSmoothingQuality = 'high'
  return { canvas, pen }
}

/** A picture by its address; null where it cannot be loaded. An element, because it turns a photo upright on every browser. */
export async function loadPicture(src: string): Promise<Loaded | null> {
  const picture = new Image()
  // Without it a picture of another address would lock the canvas. A picture of our own page needs no leave.
  if (/^https?:/.test(src)) picture.crossOrigin = 'anonymous'
  picture.src = src
  try {
    await picture.decode()
    return { width: picture.naturalWidth, height: picture.naturalHeight, source: picture }
  } catch {
    return null
  }
}

/** What a canvas shows, as a file. Rejects where there is none to be had. */
export function canvasBlob(canvas: HTMLCanvasElement, type: 'image/png' | 'image/jpeg', quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('empty canvas'))), type, quality)
  })
}
