import type { Pen } from './paint'

/** A pen that writes down what it is told. Letters are as wide as they are high. */
export function recordingPen(): Pen & { strokes: string[] } {
  const strokes: string[] = []
  let size = 0
  let path = ''
  const round = (...numbers: number[]) => numbers.map((number) => Math.round(number * 10) / 10).join(' ')
  const pen = {
    strokes,
    fillStyle: '' as unknown,
    textAlign: 'left' as Pen['textAlign'],
    textBaseline: 'top' as Pen['textBaseline'],
    get font() {
      return `${size}px`
    },
    set font(font: string) {
      strokes.push(`font ${font}`)
      size = Number(/(\d+)px/.exec(font)![1])
    },
    fillRect: (x: number, y: number, width: number, height: number) =>
      void strokes.push(`rect ${round(x, y, width, height)} ${String(pen.fillStyle)}`),
    beginPath: () => void (path = ''),
    moveTo: (x: number, y: number) => void (path += `M${round(x, y)}`),
    lineTo: (x: number, y: number) => void (path += `L${round(x, y)}`),
    arcTo: (...numbers: [number, number, number, number, number]) => void (path += `A${round(...numbers)}`),
    closePath: () => void (path += 'Z'),
    fill: () => void strokes.push(`fill ${path} ${String(pen.fillStyle)}`),
    save: () => void strokes.push('save'),
    restore: () => void strokes.push('restore'),
    clip: () => void strokes.push(`clip ${path}`),
    measureText: (text: string) => ({ width: Array.from(text).length * size }),
    fillText: (text: string, x: number, y: number) =>
      void strokes.push(`text ${text} ${round(x, y)} ${pen.textAlign} ${pen.textBaseline} ${String(pen.fillStyle)}`),
    drawImage: (image: unknown, ...box: number[]) => void strokes.push(`image ${String(image)} ${round(...box)}`),
  }
  return pen
}
