import { instantOf } from '@core/rules/shared/calendar'
import { linesOf } from '@/platform/drawing/lines'
import type { DrawingCommand } from '@/platform/drawing/types'
import { markCommands, sharePicture, type SharedEvent } from './share-picture'

const EVENT: SharedEvent = {
  title: '社区旧物改造工作坊',
  startsAt: instantOf('2026-11-28', '14:00'),
  endsAt: instantOf('2026-11-28', '17:00'),
  place: '南湖青年之家，南湖路 12 号',
  organizer: '共青团南湖街道工作委员会',
  cover: null,
}
const MODULES = Array.from({ length: 33 }, (_, row) => Array.from({ length: 33 }, (_, column) => (row + column) % 2 === 0))
const LONG = '「'.concat('很长的活动名字'.repeat(9), '」')

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

function boxOf(command: DrawingCommand): Box {
  if (command.draw === 'polygon') {
    const [xs, ys] = [command.corners.map(([x]) => x), command.corners.map(([, y]) => y)]
    return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
  }
  const width = command.draw === 'qr' ? command.size : command.width
  const height = command.draw === 'qr' ? command.size : command.draw === 'text' ? usedHeight(command) : command.height
  return { left: command.x, top: command.y, right: command.x + width, bottom: command.y + height }
}

/** The height its lines really take, by letters as wide as they are high: Chinese, and the worst case of the rest. */
function usedHeight(command: Extract<DrawingCommand, { draw: 'text' }>): number {
  const lines = linesOf(command.text, command.width, command.maxLines, (text) => Array.from(text).length * command.size)
  return lines.length * command.lineHeight
}

function overlaps(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

/** What must stand free: words, the code, the cover. */
function blocks(commands: readonly DrawingCommand[]): Box[] {
  return commands.filter(({ draw }) => draw === 'text' || draw === 'qr' || draw === 'image').map(boxOf)
}

function collisions(boxes: readonly Box[]): [Box, Box][] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => overlaps(one, other))
      .map((other): [Box, Box] => [one, other]),
  )
}

test.each([
  ['of an ordinary event', EVENT],
  ['with a cover', { ...EVENT, cover: 'cover.jpg' }],
  ['with the longest of everything', { ...EVENT, title: LONG, place: LONG, organizer: LONG, endsAt: instantOf('2026-12-31', '23:59') }],
  ['with the longest of everything and a cover', { ...EVENT, title: LONG, place: LONG, organizer: LONG, cover: 'cover.jpg' }],
])('a share picture %s is 5:4, nothing leaves it and nothing covers anything', (_, event) => {
  const { width, height, commands } = sharePicture(event, MODULES)
  expect(width / height).toBe(1.25)
  for (const { left, top, right, bottom } of commands.map(boxOf)) {
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
    expect(right).toBeLessThanOrEqual(width)
    expect(bottom).toBeLessThanOrEqual(height)
  }
  expect(collisions(blocks(commands))).toEqual([])
})

test('two things in one place would be seen', () => {
  const { commands } = sharePicture(EVENT, MODULES)
  const [first] = blocks(commands)
  expect(collisions([...blocks(commands), first!])).toEqual([[first, first]])
})

function wordsOn(event: SharedEvent): string[] {
  return sharePicture(event, MODULES).commands.flatMap((command) => (command.draw === 'text' ? [command.text] : []))
}

test('title, date, place and organizer stand on it, the date without a 「明天」 that would be wrong a day later', () => {
  const words = wordsOn(EVENT)
  expect(words).toEqual(expect.arrayContaining([EVENT.title, '11月28日 周六 14:00–17:00', EVENT.place, EVENT.organizer, '青年有约']))
})

test('an event past midnight names both days', () => {
  expect(wordsOn({ ...EVENT, endsAt: instantOf('2026-11-29', '02:00') })).toContain('11月28日 周六 14:00–11月29日 周日 02:00')
})

test('the code is the one that was given, with room around it', () => {
  const code = sharePicture(EVENT, MODULES).commands.find((command) => command.draw === 'qr')
  expect(code).toMatchObject({ modules: MODULES })
  // Six pixels to a module and more are read from a display at arm's length.
  expect(Math.floor(boxOf(code!).right - boxOf(code!).left) / (33 + 8)).toBeGreaterThan(5)
})

test('a cover that cannot be loaded leaves a ground behind', () => {
  const { commands } = sharePicture({ ...EVENT, cover: 'cover.jpg' }, MODULES)
  const at = commands.findIndex(({ draw }) => draw === 'image')
  expect(boxOf(commands[at - 1]!)).toEqual(boxOf(commands[at]!))
})

test('the mark keeps to its square', () => {
  for (const { left, top, right, bottom } of markCommands(10, 20, 64).map(boxOf)) {
    expect(left).toBeGreaterThanOrEqual(10)
    expect(top).toBeGreaterThanOrEqual(20)
    expect(right).toBeLessThanOrEqual(74)
    expect(bottom).toBeLessThanOrEqual(84)
  }
})
