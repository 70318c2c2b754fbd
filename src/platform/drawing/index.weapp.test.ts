import { navigationFake } from '../navigation/fake'
import { recordingPen } from './_recording-pen'
import { drawPicture, savePicture } from './index.weapp'
import type { Drawing } from './types'

let canvases: { type: string; width: number; height: number; pen: ReturnType<typeof recordingPen> }[] = []
let exported: Record<string, unknown>[] = []
let albums: (() => Promise<unknown>)[] = []
let saved: unknown[] = []
const unloadable = new Set<string>()

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    createOffscreenCanvas(options: { type: string; width: number; height: number }) {
      const canvas = { ...options, pen: recordingPen() }
      canvases.push(canvas)
      return {
        width: options.width,
        height: options.height,
        getContext: (kind: string) => (kind === options.type ? canvas.pen : null),
        createImage: () => ({
          width: 40,
          height: 20,
          onload: () => undefined,
          onerror: () => undefined,
          set src(src: string) {
            setTimeout(unloadable.has(src) ? this.onerror : this.onload)
          },
          toString: () => 'photo',
        }),
      }
    },
    canvasToTempFilePath: async (options: Record<string, unknown>) => {
      exported.push(options)
      return { tempFilePath: 'wxfile://tmp/drawn.png' }
    },
    saveImageToPhotosAlbum: (options: unknown) => {
      saved.push(options)
      return (albums.shift() ?? (async () => undefined))()
    },
    openSetting: async () => ({ authSetting: { 'scope.writePhotosAlbum': true } }),
  },
}))

const DRAWING: Drawing = {
  width: 1000,
  height: 800,
  commands: [
    { draw: 'rect', x: 0, y: 0, width: 1000, height: 800, fill: 'paper' },
    { draw: 'image', src: 'https://youyue.example/cover.jpg', x: 0, y: 0, width: 40, height: 20 },
  ],
}
const PICTURE = { src: 'wxfile://tmp/drawn.png', width: 1000, height: 800 }

beforeEach(() => {
  canvases = []
  exported = []
  saved = []
  albums = []
  unloadable.clear()
  navigationFake.reset()
})

test('the picture is a file of exactly its size, whatever the density of the display', async () => {
  await expect(drawPicture(DRAWING)).resolves.toEqual(PICTURE)
  expect(canvases).toMatchObject([{ type: '2d', width: 1000, height: 800 }])
  expect(exported).toMatchObject([{ fileType: 'png', width: 1000, height: 800, destWidth: 1000, destHeight: 800 }])
  expect(canvases[0]!.pen.strokes).toEqual(expect.arrayContaining(['image photo 0 0 40 20 0 0 40 20']))
})

test('a cover that cannot be loaded leaves the rest of the picture', async () => {
  unloadable.add('https://youyue.example/cover.jpg')
  await expect(drawPicture(DRAWING)).resolves.toEqual(PICTURE)
  expect(canvases[0]!.pen.strokes).toEqual(['fill M0 0L1000 0L1000 800L0 800Z paper'])
})

test('it goes into the album', async () => {
  await expect(savePicture(PICTURE, '海报.png')).resolves.toBe('saved')
  expect(saved).toEqual([{ filePath: PICTURE.src }])
  expect(navigationFake.questions).toEqual([])
})

test('an album that was closed to us once is asked for again, by us, and then it goes', async () => {
  albums = [() => Promise.reject({ errMsg: 'saveImageToPhotosAlbum:fail auth deny' })]
  await expect(savePicture(PICTURE, '海报.png')).resolves.toBe('saved')
  expect(navigationFake.questions).toMatchObject([{ title: '存不进相册', ok: '去设置' }])
  expect(saved).toHaveLength(2)
})

test('whoever gives up is not asked anything', async () => {
  albums = [() => Promise.reject({ errMsg: 'saveImageToPhotosAlbum:fail cancel' })]
  await expect(savePicture(PICTURE, '海报.png')).resolves.toBe('given_up')
  expect(navigationFake.questions).toEqual([])
})
