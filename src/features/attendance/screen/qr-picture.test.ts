import decodeQR from 'qr/decode.js'
import { codeFor } from '@core/rules/attendance/code'
import { qrPicture } from './qr-picture'

/** Draws the picture with `scale` pixels a module, as a reader's camera would get it. */
function draw(picture: string, scale: number) {
  const svg = decodeURIComponent(picture.slice('data:image/svg+xml,'.length))
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)![1])
  const width = side * scale
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-/g)) {
    for (let row = 0; row < scale; row += 1) {
      for (let column = 0; column < Number(length) * scale; column += 1) {
        const at = ((Number(y) * scale + row) * width + Number(x) * scale + column) * 4
        pixels.fill(0, at, at + 3)
      }
    }
  }
  return { width, height: width, data: pixels }
}

describe('the picture of a code', () => {
  const link = `https://youth.example.cn/q/${codeFor(new Uint8Array(32).fill(7), 'sign_in', { id: 'e', code: '0123456789' }, 179_500_000)}`

  it('is read back as the link it was made of', () => {
    expect(decodeQR(draw(qrPicture(link), 4))).toBe(link)
  })

  it('carries text beyond ASCII without the platform having a TextEncoder', () => {
    const encoder = globalThis.TextEncoder
    Reflect.deleteProperty(globalThis, 'TextEncoder')
    const picture = qrPicture('https://例子.cn/q/青年')
    globalThis.TextEncoder = encoder
    expect(decodeQR(draw(picture, 4))).toBe('https://例子.cn/q/青年')
  })

  it('has four white modules around it and stays light enough to be sent every ten seconds', () => {
    const svg = decodeURIComponent(qrPicture(link))
    const lefts = [...svg.matchAll(/M(\d+) (\d+)h/g)].flatMap(([, x, y]) => [Number(x), Number(y)])
    expect(lefts.slice(2).reduce((least, at) => Math.min(least, at))).toBe(4)
    expect(qrPicture(link).length).toBeLessThan(20_000)
  })
})
