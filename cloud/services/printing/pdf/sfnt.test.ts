import { readFileSync } from 'node:fs'
import { create, type Font } from 'fontkit'
import FONT_FILES from './font-files.json'
import { sfntOfWoff } from './sfnt'

describe('a packed font', () => {
  const woff = readFileSync(require.resolve(FONT_FILES.rare))

  it('is the same font unpacked: as many glyphs, the same outlines', () => {
    const packed = create(woff) as Font
    const plain = create(sfntOfWoff(woff)) as Font
    expect(plain.type).toBe('TTF')
    expect(plain.numGlyphs).toBe(packed.numGlyphs)
    expect(plain.glyphForCodePoint(0x20bb7).path.toSVG()).toBe(packed.glyphForCodePoint(0x20bb7).path.toSVG())
    expect(plain.glyphForCodePoint(0x20bb7).path.toSVG().length).toBeGreaterThan(100)
  })

  it('that is none is refused', () => {
    expect(() => sfntOfWoff(readFileSync(require.resolve(FONT_FILES.regular)))).toThrow(RangeError)
    expect(() => sfntOfWoff(Buffer.alloc(3))).toThrow(RangeError)
  })
})
