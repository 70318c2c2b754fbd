import { linesOf } from './lines'
import type { Drawing, DrawingCommand, ImageCommand, QrCommand, RectCommand, TextCommand } from './types'

/** What is needed of a canvas; a browser's and WeChat's both have it. */
export interface Pen {
  fillStyle: unknown
  font: string
  textAlign: 'left' | 'center' | 'right' | 'start' | 'end'
  textBaseline: 'middle' | 'top' | 'hanging' | 'alphabetic' | 'ideographic' | 'bottom'
  fillRect(x: number, y: number, width: number, height: number): void
  beginPath(): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void
  closePath(): void
  fill(): void
  save(): void
  restore(): void
  clip(): void
  measureText(text: string): { width: number }
  fillText(text: string, x: number, y: number): void
  drawImage(image: never, ...box: [number, number, number, number, number, number, number, number]): void
}

/** A picture that has been loaded. */
export interface Loaded {
  width: number
  height: number
  /** What the canvas itself takes. */
  source: unknown
}

/** White modules around a code, without which many readers do not see it (ISO/IEC 18004). */
const QUIET = 4

/** Draws the commands in their order. `images` holds what could be loaded, by its address. */
export function paint(pen: Pen, { commands }: Drawing, images: ReadonlyMap<string, Loaded>): void {
  for (const command of commands) paintOne(pen, command, images)
}

/** The addresses of all pictures in a drawing, each once. */
export function picturesIn({ commands }: Drawing): string[] {
  return [...new Set(commands.flatMap((command) => (command.draw === 'image' ? [command.src] : [])))]
}

function paintOne(pen: Pen, command: DrawingCommand, images: ReadonlyMap<string, Loaded>): void {
  switch (command.draw) {
    case 'rect':
      pen.fillStyle = command.fill
      outline(pen, command)
      return pen.fill()
    case 'polygon':
      pen.fillStyle = command.fill
      trace(pen, command.corners)
      return pen.fill()
    case 'text':
      return paintText(pen, command)
    case 'image':
      return paintImage(pen, command, images.get(command.src))
    case 'qr':
      return paintCode(pen, command)
  }
}

function trace(pen: Pen, corners: readonly (readonly [number, number])[]): void {
  pen.beginPath()
  corners.forEach(([x, y], index) => (index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)))
  pen.closePath()
}

/** `roundRect` is younger than the oldest phones. */
function outline(pen: Pen, { x, y, width, height, radius = 0 }: Pick<RectCommand, 'x' | 'y' | 'width' | 'height' | 'radius'>): void {
  const [right, bottom] = [x + width, y + height]
  const round = Math.min(radius, width / 2, height / 2)
  if (round <= 0) {
    return trace(pen, [
      [x, y],
      [right, y],
      [right, bottom],
      [x, bottom],
    ])
  }
  pen.beginPath()
  pen.moveTo(x + round, y)
  pen.arcTo(right, y, right, bottom, round)
  pen.arcTo(right, bottom, x, bottom, round)
  pen.arcTo(x, bottom, x, y, round)
  pen.arcTo(x, y, right, y, round)
  pen.closePath()
}

function paintText(pen: Pen, { text, x, y, width, size, lineHeight, maxLines, color, bold, align = 'left' }: TextCommand): void {
  pen.fillStyle = color
  pen.font = `${bold ? 'bold' : 'normal'} ${size}px sans-serif`
  pen.textAlign = align
  // The middle of the line: where the other baselines lie differs from phone to phone.
  pen.textBaseline = 'middle'
  const at = { left: x, center: x + width / 2, right: x + width }[align]
  const lines = linesOf(text, width, maxLines, (line) => pen.measureText(line).width)
  lines.forEach((line, index) => pen.fillText(line, at, y + lineHeight * (index + 0.5)))
}

/** The middle of the picture, as large as its box. */
function paintImage(pen: Pen, command: ImageCommand, loaded: Loaded | undefined): void {
  if (!loaded || loaded.width === 0 || loaded.height === 0) return
  const { x, y, width, height } = command
  const scale = Math.max(width / loaded.width, height / loaded.height)
  const [cutWidth, cutHeight] = [width / scale, height / scale]
  pen.save()
  outline(pen, command)
  pen.clip()
  const [left, top] = [(loaded.width - cutWidth) / 2, (loaded.height - cutHeight) / 2]
  pen.drawImage(loaded.source as never, left, top, cutWidth, cutHeight, x, y, width, height)
  pen.restore()
}

/** Whole pixels to a module, so that no edge is grey; what is left over goes to the quiet zone. */
function paintCode(pen: Pen, { modules, x, y, size }: QrCommand): void {
  const side = modules.length
  const module = Math.max(1, Math.floor(size / (side + 2 * QUIET)))
  const margin = Math.floor((size - module * side) / 2)
  pen.fillStyle = '#FFFFFF'
  pen.fillRect(x, y, size, size)
  pen.fillStyle = '#000000'
  modules.forEach((row, down) =>
    row.forEach((dark, right) => {
      if (dark) pen.fillRect(x + margin + right * module, y + margin + down * module, module, module)
    }),
  )
}
