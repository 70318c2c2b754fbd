import { deflateSync } from 'node:zlib'
import { seeded } from './names'

const WIDTH = 480
const HEIGHT = 360

type Color = readonly [number, number, number]
const SKIES: readonly [Color, Color][] = [
  [
    [250, 226, 196],
    [196, 90, 62],
  ],
  [
    [214, 232, 240],
    [78, 132, 152],
  ],
  [
    [238, 232, 208],
    [120, 146, 84],
  ],
  [
    [247, 221, 214],
    [164, 72, 84],
  ],
]

/** A picture for the demonstration, drawn from a number: hills under a sky, as PNG in standard base64. It shows nobody. */
export function demoPicture(number: number): string {
  const random = seeded(number + 1)
  const [sky, ground] = SKIES[number % SKIES.length]!
  const hills = Array.from({ length: 3 }, (_, index) => ({
    base: HEIGHT * (0.5 + index * 0.16),
    height: 22 + random() * 30,
    length: 0.006 + random() * 0.01,
    shift: random() * 7,
    shade: 0.55 + index * 0.2,
  }))
  const sun = { x: WIDTH * (0.2 + random() * 0.6), y: HEIGHT * (0.15 + random() * 0.2), radius: 26 + random() * 16 }
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3))
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const hill = [...hills].reverse().find((each) => y > each.base - each.height * Math.sin(x * each.length + each.shift))
      const inSun = (x - sun.x) ** 2 + (y - sun.y) ** 2 < sun.radius ** 2
      const light = hill ? hill.shade : 1 - (0.18 * y) / HEIGHT
      const color = hill ? ground : inSun ? ([253, 246, 222] as const) : sky
      color.forEach((part, channel) => rows.writeUInt8(Math.round(part * light), y * (1 + WIDTH * 3) + 1 + x * 3 + channel))
    }
  }
  return png(rows).toString('base64')
}

/** Rows of RGB pixels, each with the byte of its filter (none), as a PNG file. */
function png(rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function crc32(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}
