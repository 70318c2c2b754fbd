import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import type { Browser, Download } from 'playwright-core'
import { encodeQR } from 'qr'
import { instantOf } from '@core/rules/shared/calendar'
import { sharePicture } from '@/features/events/share-picture'
import type { DrawnPicture } from '@/platform/drawing/types'
import type { ChosenPicture } from '@/platform/picture/types'
import { launchChromium } from '../browser/chromium'
import { PlatformPage } from '../browser/platform-page'
import { readPicture } from '../browser/qr'

/** What a browser does when it is asked by our own seams: everything jsdom only pretends. */
let browser: Browser
let phone: PlatformPage

beforeAll(async () => {
  browser = await launchChromium()
  phone = await PlatformPage.open(browser, ['calendar', 'document', 'drawing', 'kept-files', 'picture'])
})

afterAll(() => browser?.close())

/** An APP1 segment that says: turned by a quarter, taken on a Huawei, at 30° north. */
const EXIF = exif()

function exif(): Buffer {
  const tiff = Buffer.alloc(80)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(2, 8)
  // Make, as text of seven bytes that lie further back.
  entry(tiff, 10, { tag: 0x010f, type: 2, count: 7, value: 40 })
  // Orientation 6: the camera was held upright.
  entry(tiff, 22, { tag: 0x0112, type: 3, count: 1, value: 6 << 16 })
  tiff.write('HUAWEI\0', 40, 'latin1')
  const segment = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(segment.length + 2, 2)
  return Buffer.concat([head, segment])
}

function entry(tiff: Buffer, at: number, { tag, type, count, value }: { tag: number; type: number; count: number; value: number }): void {
  tiff.writeUInt16BE(tag, at)
  tiff.writeUInt16BE(type, at + 2)
  tiff.writeUInt32BE(count, at + 4)
  tiff.writeUInt32BE(value, at + 8)
}

/** A JPEG as a camera writes it: the left half red, the right half blue; or noise, which no compression helps. */
async function photo(width: number, height: number, motif: 'halves' | 'noise'): Promise<Buffer> {
  const address = await phone.page.evaluate(
    ([w, h, shown]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: w, height: h })
      const pen = canvas.getContext('2d')!
      pen.fillStyle = 'blue'
      pen.fillRect(0, 0, w, h)
      pen.fillStyle = 'red'
      pen.fillRect(0, 0, w / 2, h)
      if (shown === 'noise') {
        const grain = pen.createImageData(w, h)
        let seed = 7
        for (let at = 0; at < grain.data.length; at += 1) {
          seed = (seed * 48_271) % 2_147_483_647
          grain.data[at] = at % 4 === 3 ? 255 : seed & 255
        }
        pen.putImageData(grain, 0, 0)
      }
      return canvas.toDataURL('image/jpeg', 0.95)
    },
    [width, height, motif] as const,
  )
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
}

function withExif(jpeg: Buffer): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), EXIF, jpeg.subarray(2)])
}

/** Somebody picks files. */
async function choose(wish: object, ...files: { name: string; buffer: Buffer }[]): Promise<ChosenPicture[]> {
  const [chooser, chosen] = await Promise.all([
    phone.page.waitForEvent('filechooser'),
    phone.call('picture', 'choosePictures', wish).then(
      (pictures) => ({ pictures: pictures as ChosenPicture[], trouble: null }),
      (trouble: Error) => ({ pictures: [], trouble }),
    ),
    phone.page.waitForSelector('input[type=file]', { state: 'attached' }).then(async (input) => {
      await input.setInputFiles(files.map((file) => ({ ...file, mimeType: 'image/jpeg' })))
    }),
  ])
  expect(chooser.isMultiple()).toBe(files.length > 1)
  if (chosen.trouble) throw chosen.trouble
  return chosen.pictures
}

/** The color of a picture at a place (0 to 1 across and down), as the browser shows it. */
async function colorAt(src: string, across: number, down: number): Promise<'red' | 'blue' | 'other'> {
  const [red, , blue] = await phone.page.evaluate(
    async ([address, x, y]) => {
      const image = new Image()
      image.src = address
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight })
      const pen = canvas.getContext('2d')!
      pen.drawImage(image, 0, 0)
      return [...pen.getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1).data]
    },
    [src, across, down] as const,
  )
  if (red! > 200 && blue! < 60) return 'red'
  return blue! > 200 && red! < 60 ? 'blue' : 'other'
}

describe('choosing a picture', () => {
  it('turns a photo upright and takes out what the camera wrote into it', async () => {
    const jpeg = withExif(await photo(400, 200, 'halves'))
    expect(jpeg.includes('HUAWEI')).toBe(true)
    const [picture] = await choose({ count: 1 }, { name: 'a.jpg', buffer: jpeg })
    expect(picture).toMatchObject({ width: 200, height: 400, mime: 'image/jpeg' })
    expect(await colorAt(picture!.preview, 0.5, 0.2)).toBe('red')
    expect(await colorAt(picture!.preview, 0.5, 0.8)).toBe('blue')
    const bytes = Buffer.from(picture!.bytes, 'base64')
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    expect(bytes.includes('HUAWEI')).toBe(false)
    expect(bytes.includes('Exif')).toBe(false)
  })

  it('makes even a photo of pure noise small enough', async () => {
    const jpeg = await photo(2400, 1800, 'noise')
    expect(jpeg.length).toBeGreaterThan(2_000_000)
    const [picture] = await choose({ count: 1 }, { name: 'a.jpg', buffer: jpeg })
    expect(Buffer.from(picture!.bytes, 'base64').length).toBeLessThanOrEqual(300_000)
    expect(picture!.width / picture!.height).toBeCloseTo(4 / 3, 1)
  })

  it('takes several, and no more than asked for', async () => {
    const jpeg = await photo(40, 20, 'halves')
    const files = ['a', 'b', 'c'].map((name) => ({ name: `${name}.jpg`, buffer: jpeg }))
    await expect(choose({ count: 2 }, ...files)).resolves.toHaveLength(2)
  })

  it.each([
    ['a page that calls itself a photo', Buffer.from('<html><script>alert(1)</script>')],
    ['a photo of which only the beginning is there', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1])],
    ['an empty file', Buffer.alloc(0)],
  ])('refuses %s', async (_, buffer) => {
    await expect(choose({ count: 1 }, { name: 'photo.jpg', buffer })).rejects.toThrow('not_a_picture')
  })

  it('refuses what would not fit even as a stamp', async () => {
    const jpeg = await photo(800, 600, 'noise')
    await expect(choose({ count: 1, maxBytes: 2_000 }, { name: 'a.jpg', buffer: jpeg })).rejects.toThrow('picture_too_large')
  })

  it('is an empty list for whoever gives up', async () => {
    const chooser = phone.page.waitForEvent('filechooser')
    const chosen = phone.call('picture', 'choosePictures', { count: 1, from: 'camera' })
    const input = (await chooser).element()
    expect(await input.getAttribute('capture')).toBe('environment')
    await input.dispatchEvent('cancel')
    await expect(chosen).resolves.toEqual([])
    expect(await phone.page.locator('input').count()).toBe(0)
  })
})

describe('files of the outbox', () => {
  it('are there after the page was closed, and gone when they are removed', async () => {
    await phone.call('keptFiles', 'keepFile', 'k1-n', 'AP+A')
    await phone.call('keptFiles', 'keepFile', 'k2-n', 'AAAA')
    await phone.reload()
    await expect(phone.call('keptFiles', 'readKeptFile', 'k1-n')).resolves.toBe('AP+A')
    await expect(phone.call('keptFiles', 'keptFileKeys')).resolves.toEqual(['k1-n', 'k2-n'])
    await phone.call('keptFiles', 'removeKeptFile', 'k1-n')
    await phone.call('keptFiles', 'removeKeptFile', 'never was')
    await expect(phone.call('keptFiles', 'readKeptFile', 'k1-n')).resolves.toBeNull()
    await expect(phone.call('keptFiles', 'keptFileKeys')).resolves.toEqual(['k2-n'])
  })

  it('that find no room say so, and nothing is half kept', async () => {
    // Of chance, as a JPEG nearly is: what repeats itself a browser packs small.
    const picture = randomBytes(300_000).toString('base64')
    // A browser asks only now and then how much room there is: this one has never asked before.
    const small = await PlatformPage.open(browser, ['kept-files'])
    await small.limitStorage(50_000)
    await expect(small.call('keptFiles', 'keepFile', 'k', picture)).rejects.toThrow('storage_full')
    await expect(small.call('keptFiles', 'keptFileKeys')).resolves.toEqual([])
    await small.context.close()
    await expect(phone.call('keptFiles', 'keepFile', 'k', picture)).resolves.toBeUndefined()
  })
})

describe('what is given to keep', () => {
  const LINK = 'https://youyue.example/q/e/ABCDEF0123'

  async function downloaded(act: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([phone.page.waitForEvent('download'), act()])
    return { name: (download as Download).suggestedFilename(), bytes: readFileSync(await (download as Download).path()) }
  }

  it('is a share picture whose code a camera reads', async () => {
    const drawing = sharePicture(
      {
        title: '社区旧物改造工作坊',
        startsAt: instantOf('2026-11-28', '14:00'),
        endsAt: instantOf('2026-11-28', '17:00'),
        place: '南湖青年之家，南湖路 12 号',
        organizer: '共青团南湖街道工作委员会',
        cover: 'data:image/png;base64,broken',
      },
      encodeQR(LINK, 'raw', { ecc: 'medium', border: 1 }),
    )
    const picture = (await phone.call('drawing', 'drawPicture', drawing)) as DrawnPicture
    expect(picture).toMatchObject({ width: 1000, height: 800 })
    const { name, bytes } = await downloaded(() => phone.call('drawing', 'savePicture', picture, '社区旧物改造工作坊.png'))
    expect(name).toBe('社区旧物改造工作坊.png')
    expect(PNG.sync.read(bytes)).toMatchObject({ width: 1000, height: 800 })
    expect(readPicture(bytes)).toBe(LINK)
  })

  it('is an entry that a calendar opens', async () => {
    const entry = {
      uid: 'e@youyue.example',
      title: '工作坊',
      startsAt: instantOf('2026-11-28', '14:00'),
      endsAt: instantOf('2026-11-28', '17:00'),
    }
    const { name, bytes } = await downloaded(() =>
      phone.call('calendar', 'addToCalendar', { ...entry, location: '南湖', description: '', alarmMinutes: 60 }),
    )
    expect(name).toBe('工作坊.ics')
    expect(bytes.toString()).toContain('DTSTART:20261128T060000Z\r\n')
    expect(bytes.toString()).toContain('SUMMARY:工作坊\r\n')
  })

  it('is a document, byte for byte', async () => {
    const bytes = Buffer.from([0x50, 0x4b, 3, 4, 0, 255, 128])
    const document = { name: '活动简报.zip', mime: 'application/zip', base64: bytes.toString('base64') }
    await expect(downloaded(() => phone.call('document', 'openDocument', document))).resolves.toEqual({ name: '活动简报.zip', bytes })
  })
})
