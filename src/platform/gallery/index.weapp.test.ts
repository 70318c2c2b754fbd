import type * as Gallery from './index.weapp'

const FILE = '01a0b1c2-0000-7000-8000-000000000001/01a0b1c2-0000-7000-8000-000000000002'

let previews: unknown[] = []
let written: Record<string, string> = {}

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getFileSystemManager: () => ({
      mkdir: ({ success }: { success: () => void }) => success(),
      writeFile: ({ filePath, data, success }: { filePath: string; data: string; success: () => void }) => {
        written[filePath] = data
        success()
      },
    }),
    previewImage: async (options: unknown) => void previews.push(options),
  },
}))

function packageFor(api: string): typeof Gallery {
  process.env.TARO_APP_API = api
  let loaded: typeof Gallery | undefined
  jest.isolateModules(() => {
    loaded = jest.requireActual<typeof Gallery>('./index.weapp')
  })
  return loaded!
}

beforeEach(() => {
  previews = []
  written = {}
})

test('a picture has an address at a server, and none in the cloud', () => {
  expect(packageFor('https://api.example').pictureAddress(FILE)).toBe(`https://api.example/files/${FILE}`)
  expect(packageFor('cloud:youyue-1').pictureAddress(FILE)).toBeNull()
})

test('WeChat shows addresses as they are', async () => {
  await packageFor('https://api.example').openGallery(['https://a', 'https://b'], 1)
  expect(previews).toEqual([{ urls: ['https://a', 'https://b'], current: 'https://b' }])
  expect(written).toEqual({})
})

test('what came by a call becomes files, for WeChat’s viewer takes no bytes', async () => {
  await packageFor('cloud:youyue-1').openGallery(['data:image/jpeg;base64,AAAA', 'data:image/png;base64,BBBB'], 0)
  expect(written).toEqual({ 'wxfile://usr/gallery/0.jpeg': 'AAAA', 'wxfile://usr/gallery/1.png': 'BBBB' })
  expect(previews).toEqual([
    { urls: ['wxfile://usr/gallery/0.jpeg', 'wxfile://usr/gallery/1.png'], current: 'wxfile://usr/gallery/0.jpeg' },
  ])
})
