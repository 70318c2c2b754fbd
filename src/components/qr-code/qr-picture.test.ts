import decodeQR from 'qr/decode.js'
import { codeFor } from '@core/rules/attendance/code-mac'
import { drawPicture } from './_draw-picture'
import { qrPicture } from './qr-picture'

describe('the picture of a code', () => {
  const link = `https://youth.example.cn/q/${codeFor(new Uint8Array(32).fill(7), 'sign_in', { id: 'e', code: '0123456789' }, 179_500_000)}`

  it('is read back as the link it was made of', () => {
    expect(decodeQR(drawPicture(qrPicture(link), 4))).toBe(link)
  })

  it('carries text beyond ASCII without the platform having a TextEncoder', () => {
    const encoder = globalThis.TextEncoder
    Reflect.deleteProperty(globalThis, 'TextEncoder')
    const picture = qrPicture('https://例子.cn/q/青年')
    globalThis.TextEncoder = encoder
    expect(decodeQR(drawPicture(picture, 4))).toBe('https://例子.cn/q/青年')
  })

  it('has four white modules around it and stays light enough to be sent every ten seconds', () => {
    const svg = decodeURIComponent(qrPicture(link))
    const lefts = [...svg.matchAll(/M(\d+) (\d+)h/g)].flatMap(([, x, y]) => [Number(x), Number(y)])
    expect(lefts.slice(2).reduce((least, at) => Math.min(least, at))).toBe(4)
    expect(qrPicture(link).length).toBeLessThan(20_000)
  })
})
