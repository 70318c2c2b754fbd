/** Pictures as phones send them, and what is no picture, all in base64. */
import { crc32, deflateSync } from 'node:zlib'
import type { Random } from './random'

/** A valid PNG of some size in pixels, with so many bytes besides. */
export function pngOf({ width, height, extra = 0 }: { width: number; height: number; extra?: number }): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0], 8)
  const lines = Buffer.alloc(Math.min(height, 64) * (Math.min(width, 64) + 1))
  const parts = [chunk('IHDR', header), ...(extra > 0 ? [chunk('tEXt', Buffer.alloc(extra, 0x61))] : [])]
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...parts,
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A picture that is kept: mostly small, now and then nearly as large as one may be. */
export function picture(random: Random): string {
  const extra = random.chance(0.05) ? 250_000 + random.below(40_000) : random.below(2_000)
  return pngOf({ width: 1 + random.below(40), height: 1 + random.below(40), extra }).toString('base64')
}

const WHOLE = pngOf({ width: 8, height: 8 })
const text = (content: string) => Buffer.from(content)

/** Programs, pages, archives, pictures that lie about their size, halves of pictures, and what is no base64 at all. */
export const NO_PICTURES: readonly string[] = [
  ...[
    text('\x7fELF\x02\x01\x01'),
    text('MZ\x90\0\x03\0\0\0'),
    text('#!/bin/sh\nrm -rf /\n'),
    text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    text('<!doctype html><script>alert(1)</script>'),
    text('%PDF-1.7\n'),
    text('PK\x03\x04'),
    text('GIF89a'),
    Buffer.from('ffd8ff', 'hex'),
    Buffer.from('ffd8ffc0000801000100', 'hex'),
    Buffer.from('ffd8ffe0ffff', 'hex'),
    Buffer.concat([Buffer.from('ffd8'), Buffer.alloc(2_000, 0xff)]),
    text('RIFF\x04\0\0\0WEBP'),
    text('RIFF\xff\xff\xff\x7fWEBPVP8X'),
    WHOLE.subarray(0, 8),
    WHOLE.subarray(0, WHOLE.length - 5),
    Buffer.concat([text('MZ'), WHOLE]),
    pngOf({ width: 0, height: 8 }),
    pngOf({ width: 2 ** 31 - 1, height: 2 ** 31 - 1 }),
    pngOf({ width: 8, height: 8, extra: 320_000 }),
    Buffer.alloc(740_000, 0x61),
  ].map((bytes) => bytes.toString('base64')),
  ...[
    '====',
    'a',
    'ab=',
    'ab==cd==',
    '!!!!',
    'data:image/png;base64,iVBORw0KGgo=',
    WHOLE.toString('base64url'),
    `${WHOLE.toString('base64')}=`,
  ],
]

/** A picture with a program behind it: what is appended is cut off, and the picture is kept. */
export function pictureWithTail(): string {
  return Buffer.concat([WHOLE, text('<?php system($_GET[0]); ?>')]).toString('base64')
}
