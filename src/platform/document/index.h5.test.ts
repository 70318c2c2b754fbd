import { DOCUMENT_MAX_BYTES } from '@core/contract/file-sizes'
import { chooseDocuments, openDocument } from './index.h5'

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

describe('choosing', () => {
  const file = (name: string, content: string) => new File([content], name)
  /** Presses the dialog of the browser: these files, or none. */
  function picks(files: File[] | null): { asked: HTMLInputElement[] } {
    const asked: HTMLInputElement[] = []
    HTMLInputElement.prototype.click = function () {
      asked.push(this)
      Object.defineProperty(this, 'files', { value: files })
      this.dispatchEvent(new Event(files ? 'change' : 'cancel'))
    }
    return { asked }
  }
  beforeEach(() => jest.useRealTimers())

  test('a browser is asked for the three kinds, and gives bytes piece by piece', async () => {
    const { asked } = picks([file('材料/一.pdf', '%PDF-1.7 字'), file('名单.xlsx', 'PK\u0003\u0004 xl'), file('多.pdf', '%PDF-')])
    const [pdf, table, ...more] = await chooseDocuments(2)
    expect(asked[0]).toMatchObject({ type: 'file', accept: '.pdf,.docx,.xlsx', multiple: true })
    expect(more).toEqual([])
    expect([pdf!.name, table!.name]).toEqual(['材料一.pdf', '名单.xlsx'])
    expect(pdf!.size).toBe(12)
    expect(Buffer.from(await pdf!.read(5, 4)).toString()).toBe('1.7 ')
    expect(Buffer.from(await pdf!.read(9, 100)).toString()).toBe('字')
    expect(document.querySelector('input')).toBeNull()
  })

  test('one is asked for alone, and whoever gives up has chosen nothing', async () => {
    const { asked } = picks(null)
    await expect(chooseDocuments(1)).resolves.toEqual([])
    expect(asked[0]!.multiple).toBe(false)
  })

  test.each([
    ['a picture', file('照片.pdf', 'ÿØÿà'), 'not_a_document'],
    ['an old Word document', file('老.doc', 'ÐÏ\u0011à'), 'not_a_document'],
    ['nothing', file('空.pdf', ''), 'not_a_document'],
  ])('%s is refused, and all with it', async (_, bad, code) => {
    picks([file('好.pdf', '%PDF-1.7'), bad])
    await expect(chooseDocuments(2)).rejects.toMatchObject({ code })
  })

  test('one of more than 10 MB is refused before anything of it is read', async () => {
    const large = file('大.pdf', '')
    Object.defineProperty(large, 'size', { value: DOCUMENT_MAX_BYTES + 1 })
    large.slice = () => {
      throw new Error('was read')
    }
    picks([large])
    await expect(chooseDocuments(1)).rejects.toMatchObject({ code: 'file_too_large' })
  })

  test('one that went away meanwhile says so', async () => {
    const gone = file('材料.pdf', '%PDF-1.7')
    picks([gone])
    const [document] = await chooseDocuments(1)
    gone.slice = () => 'no file' as never
    await expect(document!.read(0, 5)).rejects.toMatchObject({ code: 'file_incomplete' })
  })
})
