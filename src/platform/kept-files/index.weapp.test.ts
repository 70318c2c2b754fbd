import { keepFile, keptFileKeys, readKeptFile, removeKeptFile } from './index.weapp'

let files: Map<string, string>
let folders: Set<string>
let full: boolean

interface FileOptions {
  filePath: string
  dirPath: string
  data: string
  encoding?: string
  success(answer: unknown): void
  fail(failure: unknown): void
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'))

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getFileSystemManager: () => ({
      mkdir({ dirPath, success, fail }: FileOptions) {
        if (folders.has(dirPath)) return fail({ errMsg: 'mkdir:fail file already exists' })
        folders.add(dirPath)
        success({})
      },
      writeFile({ filePath, data, encoding, success, fail }: FileOptions) {
        if (full) return fail({ errMsg: 'writeFile:fail the maximum size of the file storage limit is exceeded' })
        if (!folders.has(folderOf(filePath))) return fail({ errMsg: 'writeFile:fail no such file or directory' })
        files.set(filePath, encoding === 'base64' ? data : '')
        success({})
      },
      readFile({ filePath, encoding, success, fail }: FileOptions) {
        if (!files.has(filePath)) return fail({ errMsg: 'readFile:fail no such file or directory' })
        success({ data: encoding === 'base64' ? files.get(filePath) : new ArrayBuffer(0) })
      },
      unlink({ filePath, success, fail }: FileOptions) {
        if (!files.delete(filePath)) return fail({ errMsg: 'unlink:fail no such file or directory' })
        success({})
      },
      readdir({ dirPath, success, fail }: FileOptions) {
        if (!folders.has(dirPath)) return fail({ errMsg: 'readdir:fail no such file or directory' })
        success({ files: [...files.keys()].filter((path) => folderOf(path) === dirPath).map((path) => path.slice(dirPath.length + 1)) })
      },
    }),
  },
}))

beforeEach(() => {
  files = new Map()
  folders = new Set(['wxfile://usr'])
  full = false
})

test('what was kept is there, byte for byte, until it is removed', async () => {
  await keepFile('k1-n', 'AP+A')
  await keepFile('k2-n', 'AAAA')
  expect([...files.keys()]).toEqual(['wxfile://usr/kept/k1-n', 'wxfile://usr/kept/k2-n'])
  await expect(readKeptFile('k1-n')).resolves.toBe('AP+A')
  await expect(keptFileKeys()).resolves.toEqual(['k1-n', 'k2-n'])
  await removeKeptFile('k1-n')
  await expect(readKeptFile('k1-n')).resolves.toBeNull()
  await expect(keptFileKeys()).resolves.toEqual(['k2-n'])
})

test('a new phone has nothing, and what is not there can be removed', async () => {
  await expect(keptFileKeys()).resolves.toEqual([])
  await expect(readKeptFile('k')).resolves.toBeNull()
  await expect(removeKeptFile('k')).resolves.toBeUndefined()
})

test('a phone that is full says so instead of losing quietly', async () => {
  full = true
  await expect(keepFile('k', 'AAAA')).rejects.toThrow('storage_full')
})
