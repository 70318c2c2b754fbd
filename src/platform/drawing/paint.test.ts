import { recordingPen } from './_recording-pen'
import { paint, picturesIn, type Loaded } from './paint'
import type { DrawingCommand } from './types'

function strokesOf(commands: DrawingCommand[], images: Record<string, Loaded> = {}): string[] {
  const pen = recordingPen()
  paint(pen, { width: 100, height: 100, commands }, new Map(Object.entries(images)))
  return pen.strokes
}

test('a rectangle has sharp corners unless it is told otherwise, and never rounder than it is high', () => {
  expect(strokesOf([{ draw: 'rect', x: 1, y: 2, width: 30, height: 40, fill: '#C4281C' }])).toEqual(['fill M1 2L31 2L31 42L1 42Z #C4281C'])
  expect(strokesOf([{ draw: 'rect', x: 0, y: 0, width: 30, height: 10, fill: 'red', radius: 99 }])).toEqual([
    'fill M5 0A30 0 30 10 5A30 10 0 10 5A0 10 0 0 5A0 0 30 0 5Z red',
  ])
})

test('a polygon goes through its corners', () => {
  const corners = [
    [0, 0],
    [10, 0],
    [5, 8],
  ] as const
  expect(strokesOf([{ draw: 'polygon', corners, fill: 'gold' }])).toEqual(['fill M0 0L10 0L5 8Z gold'])
})

test('text stands in the middle of its lines, at its side of the box', () => {
  const text = { draw: 'text', text: '一二三四五', x: 10, y: 20, width: 30, size: 10, lineHeight: 14, maxLines: 2, color: 'ink' } as const
  expect(strokesOf([{ ...text, bold: true }])).toEqual([
    'font bold 10px sans-serif',
    'text 一二三 10 27 left middle ink',
    'text 四五 10 41 left middle ink',
  ])
  expect(strokesOf([{ ...text, align: 'center', maxLines: 1 }])).toEqual([
    'font normal 10px sans-serif',
    'text 一二… 25 27 center middle ink',
  ])
  expect(strokesOf([{ ...text, align: 'right', text: '一' }])).toContain('text 一 40 27 right middle ink')
})

test('a picture fills its box with its middle, cut at the box', () => {
  const image = { draw: 'image', src: 'cover', x: 0, y: 0, width: 50, height: 50 } as const
  expect(strokesOf([image], { cover: { width: 400, height: 200, source: 'photo' } })).toEqual([
    'save',
    'clip M0 0L50 0L50 50L0 50Z',
    'image photo 100 0 200 200 0 0 50 50',
    'restore',
  ])
})

test('a picture that could not be loaded is left out and disturbs nothing', () => {
  const image = { draw: 'image', src: 'cover', x: 0, y: 0, width: 50, height: 50 } as const
  expect(strokesOf([image])).toEqual([])
  expect(strokesOf([image], { cover: { width: 0, height: 0, source: 'broken' } })).toEqual([])
})

test('a code has whole pixels to a module and its quiet zone inside its square', () => {
  const modules = [
    [true, false],
    [false, true],
  ]
  // (2 + 2 × 4) modules in 105 pixels: ten each, and the rest on the margin.
  expect(strokesOf([{ draw: 'qr', modules, x: 0, y: 0, size: 105 }])).toEqual([
    'rect 0 0 105 105 #FFFFFF',
    'rect 42 42 10 10 #000000',
    'rect 52 52 10 10 #000000',
  ])
})

test('pictures are asked for once each, in their order', () => {
  const image = (src: string): DrawingCommand => ({ draw: 'image', src, x: 0, y: 0, width: 1, height: 1 })
  expect(picturesIn({ width: 1, height: 1, commands: [image('b'), image('a'), image('b')] })).toEqual(['b', 'a'])
})
