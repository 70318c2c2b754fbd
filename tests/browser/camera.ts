import type { Visitor } from './visitor'

/** What the page of a visitor with a camera knows besides its own. */
interface Held {
  holdUp(png: string): Promise<void>
}

/** Gives every page that somebody opens from now on a camera, which sees nothing until something is held up to it. */
export async function giveCamera(visitor: Visitor): Promise<void> {
  await visitor.context.addInitScript(seeByCanvas)
}

/** Holds a picture up to the camera; it stays there until the next one. */
export async function holdUp(visitor: Visitor, photo: Buffer): Promise<void> {
  await visitor.page.evaluate((png) => (window as unknown as Held).holdUp(png), photo.toString('base64'))
}

/** Runs in the page, before anything else does: the camera is a canvas, on which is drawn what is held up. */
function seeByCanvas(): void {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 1280 })
  const pen = canvas.getContext('2d')!
  let held: ImageBitmap | null = null

  function draw(): void {
    pen.fillStyle = '#777'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    if (!held) return
    const scale = Math.min(canvas.width / held.width, canvas.height / held.height)
    pen.drawImage(held, 0, 0, held.width * scale, held.height * scale)
  }
  // A stream only has a new frame where something was drawn.
  setInterval(draw, 100)
  async function holdUp(png: string): Promise<void> {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))
    held = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    draw()
  }
  Object.assign(window, { holdUp })
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: () => Promise.resolve(canvas.captureStream(10)) } })
}
