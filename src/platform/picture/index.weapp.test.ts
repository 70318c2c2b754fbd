import { recordingPen } from '../drawing/_recording-pen'
import { choosePictures } from './index.weapp'

interface PhoneFile {
  head: string
  size: number
  width: number
  height: number
}

const JPEG = 'ÿØÿà\u0000\u0010JFIF\u0000\u0001'
const PHOTO: PhoneFile = { head: JPEG, size: 2_000_000, width: 4000, height: 3000 }

/** The files of the phone, and those that canvases have made. */
let files: Map<string, PhoneFile>
let choose: (options: Record<string, unknown>) => Promise<{ tempFiles: { tempFilePath: string; size: number }[] }>
let asked: Record<string, unknown>[]
let painted: string[][]
/** Bytes of a made picture for each of its pixels at full quality. */
let density: number

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    chooseMedia: (options: Record<string, unknown>) => {
      asked.push(options)
      return choose(options)
    },
    createOffscreenCanvas({ width, height }: { width: number; height: number }) {
      const pen = recordingPen()
      painted.push(pen.strokes)
      return {
        width,
        height,
        getContext: () => pen,
        createImage: () => ({
          width: 0,
          height: 0,
          onload: () => undefined,
          onerror: () => undefined,
          set src(src: string) {
            const file = files.get(src)
            Object.assign(this, { width: file?.width ?? 0, height: file?.height ?? 0 })
            setTimeout(file && file.width > 0 ? this.onload : this.onerror)
          },
          toString: () => 'photo',
        }),
      }
    },
    canvasToTempFilePath: async ({ width, height, quality }: { width: number; height: number; quality: number }) => {
      const tempFilePath = `made-${files.size}`
      files.set(tempFilePath, { head: JPEG, size: Math.round(width * height * density * quality), width, height })
      return { tempFilePath }
    },
    getFileSystemManager: () => ({
      readFile({ filePath, encoding, length, success, fail }: ReadOptions) {
        const file = files.get(filePath)
        if (!file) return fail({ errMsg: 'readFile:fail no such file' })
        if (length !== undefined && length > file.size) return fail({ errMsg: 'readFile:fail invalid length' })
        const head = Uint8Array.from(file.head, (character) => character.charCodeAt(0)).buffer
        success({ data: encoding === 'base64' ? `base64 of ${filePath}` : head })
      },
      stat: ({ path, success }: { path: string; success(answer: unknown): void }) => success({ stats: { size: files.get(path)!.size } }),
    }),
  },
}))

interface ReadOptions {
  filePath: string
  encoding?: string
  length?: number
  success(answer: unknown): void
  fail(failure: unknown): void
}

function album(...chosen: PhoneFile[]): void {
  files = new Map(chosen.map((file, index) => [`photo-${index}`, file]))
  choose = async () => ({ tempFiles: chosen.map(({ size }, index) => ({ tempFilePath: `photo-${index}`, size })) })
}

beforeEach(() => {
  asked = []
  painted = []
  density = 0.1
})

test('photos come made anew, so that nothing of the camera is left in them, small and on white', async () => {
  album(PHOTO, { ...PHOTO, width: 300, height: 200, size: 9000 })
  const pictures = await choosePictures({ count: 9 })
  expect(asked).toMatchObject([{ count: 9, mediaType: ['image'], sourceType: ['album', 'camera'], sizeType: ['compressed'] }])
  expect(pictures).toMatchObject([
    { width: 1600, height: 1200, mime: 'image/jpeg' },
    { width: 300, height: 200 },
  ])
  for (const { bytes, preview } of pictures) expect(bytes).toBe(`base64 of ${preview}`)
  expect(pictures.map(({ preview }) => preview)).not.toContain('photo-1')
  const lastStrokes = painted[painted.length - 1]!
  expect(lastStrokes).toEqual(['rect 0 0 300 200 #FFFFFF', 'image photo 0 0 300 200 0 0 300 200'])
})

test('a photo full of leaves is made poorer and smaller until it is small enough', async () => {
  album(PHOTO)
  density = 0.5
  const [picture] = await choosePictures({ count: 1, maxBytes: 300_000 })
  expect(picture!.width).toBeLessThan(1600)
  expect(files.get(picture!.preview)!.size).toBeLessThanOrEqual(300_000)
})

test.each([
  ['a film', { ...PHOTO, head: '\u0000\u0000\u0000\u0018ftypmp42' }, 'not_a_picture'],
  ['an empty file', { ...PHOTO, size: 0, head: '' }, 'not_a_picture'],
  ['a few bytes', { ...PHOTO, size: 2, head: 'ÿØ' }, 'not_a_picture'],
  ['what begins like a picture and is none', { ...PHOTO, width: 0, height: 0 }, 'not_a_picture'],
  ['what a phone would die of', { ...PHOTO, size: 40_000_000 }, 'picture_too_large'],
])('%s is refused, and the good one beside it is not taken either', async (_, bad, code) => {
  album(PHOTO, bad)
  await expect(choosePictures({ count: 9 })).rejects.toMatchObject({ code })
})

test('what cannot be made small enough is refused', async () => {
  album(PHOTO)
  density = 50
  await expect(choosePictures({ count: 1 })).rejects.toMatchObject({ code: 'picture_too_large' })
})

test('a group photo opens the camera', async () => {
  album(PHOTO)
  await choosePictures({ count: 1, from: 'camera' })
  expect(asked).toMatchObject([{ sourceType: ['camera'] }])
})

test('whoever gives up has chosen nothing', async () => {
  choose = () => Promise.reject({ errMsg: 'chooseMedia:fail cancel' })
  await expect(choosePictures({ count: 1 })).resolves.toEqual([])
})

test('a camera that we may not use is said so', async () => {
  choose = () => Promise.reject({ errMsg: 'chooseMedia:fail auth deny' })
  await expect(choosePictures({ count: 1 })).rejects.toMatchObject({ code: 'camera_refused' })
})
