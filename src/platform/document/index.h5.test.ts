import { openDocument } from './index.h5'

let kept: Map<string, Blob>
let followed: { href: string; download: string }[]

beforeEach(() => {
  jest.useFakeTimers()
  kept = new Map()
  followed = []
  URL.createObjectURL = (blob) => {
    const address = `blob:${kept.size}`
    kept.set(address, blob as Blob)
    return address
  }
  URL.revokeObjectURL = (address) => void kept.delete(address)
  HTMLAnchorElement.prototype.click = function () {
    followed.push({ href: this.href, download: this.download })
  }
})

afterEach(() => jest.useRealTimers())

test('a browser downloads a document under its name, byte for byte', async () => {
  await expect(openDocument({ base64: 'AP+A', name: '名单/2026.xlsx', mime: 'application/vnd.ms-excel' })).resolves.toBe('opened')
  expect(followed).toEqual([{ href: 'blob:0', download: '名单2026.xlsx' }])
  const blob = kept.get('blob:0')!
  expect(blob.type).toBe('application/vnd.ms-excel')
  expect(blob.size).toBe(3)
  expect(document.querySelector('a')).toBeNull()
})

test('the bytes are let go of when the browser has had time to read them', async () => {
  await openDocument({ base64: 'AP+A', name: 'a.pdf', mime: 'application/pdf' })
  expect(kept.size).toBe(1)
  jest.advanceTimersByTime(60_000)
  expect(kept.size).toBe(0)
})
