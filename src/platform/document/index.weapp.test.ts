import { navigationFake } from '../navigation/fake'
import { openDocument } from './index.weapp'

let files: Map<string, string>
let full: boolean
let opened: Record<string, unknown>[]
let shared: Record<string, unknown>[]
let failures: { errMsg: string }[]

interface FileOptions {
  filePath: string
  dirPath: string
  data: string
  encoding: string
  success(answer: unknown): void
  fail(failure: unknown): void
}

async function asTold(into: Record<string, unknown>[], options: Record<string, unknown>): Promise<void> {
  into.push(options)
  const failure = failures.shift()
  if (failure) throw failure
}

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    openDocument: (options: Record<string, unknown>) => asTold(opened, options),
    shareFileMessage: (options: Record<string, unknown>) => asTold(shared, options),
    getFileSystemManager: () => ({
      mkdir: ({ success }: FileOptions) => success({}),
      readdir: ({ dirPath, success }: FileOptions) =>
        success({
          files: [...files.keys()].filter((path) => path.startsWith(`${dirPath}/`)).map((path) => path.slice(dirPath.length + 1)),
        }),
      unlink({ filePath, success }: FileOptions) {
        files.delete(filePath)
        success({})
      },
      writeFile({ filePath, data, encoding, success, fail }: FileOptions) {
        if (full) return fail({ errMsg: 'writeFile:fail the maximum size of the file storage limit is exceeded' })
        files.set(filePath, `${encoding} ${data}`)
        success({})
      },
    }),
  },
}))

beforeEach(() => {
  files = new Map()
  full = false
  opened = []
  shared = []
  failures = []
  navigationFake.reset()
})

const POSTER = { base64: 'JVBERi0=', name: '海报.pdf', mime: 'application/pdf' }
const BRIEF = { base64: 'UEsDBA==', name: '活动简报.zip', mime: 'application/zip' }

test('WeChat opens what it can read, with its menu to send it on', async () => {
  await expect(openDocument(POSTER)).resolves.toBe('opened')
  expect(files.get('wxfile://usr/documents/海报.pdf')).toBe('base64 JVBERi0=')
  expect(opened).toEqual([{ filePath: 'wxfile://usr/documents/海报.pdf', fileType: 'pdf', showMenu: true }])
})

test('a document makes room for the next, and only documents do', async () => {
  files.set('wxfile://usr/kept/a', 'a picture that waits')
  await openDocument(POSTER)
  await openDocument({ ...POSTER, name: '名单.xlsx' })
  expect([...files.keys()]).toEqual(['wxfile://usr/kept/a', 'wxfile://usr/documents/名单.xlsx'])
})

test('anything else goes to a chat', async () => {
  await expect(openDocument(BRIEF)).resolves.toBe('opened')
  expect(shared).toEqual([{ filePath: 'wxfile://usr/documents/活动简报.zip', fileName: '活动简报.zip' }])
  expect(opened).toEqual([])
})

test('a file that took too long to fetch needs another press', async () => {
  failures = [{ errMsg: 'shareFileMessage:fail can only be invoked by user TAP gesture.' }]
  await expect(openDocument(BRIEF)).resolves.toBe('opened')
  expect(navigationFake.questions).toEqual([{ title: '文件好了', text: '活动简报.zip', ok: '发到聊天' }])
  expect(shared).toHaveLength(2)
})

test('whoever does not want it any more is not asked twice', async () => {
  failures = [{ errMsg: 'shareFileMessage:fail can only be invoked by user TAP gesture.' }]
  navigationFake.answer = false
  await expect(openDocument(BRIEF)).resolves.toBe('given_up')
  expect(shared).toHaveLength(1)
})

test.each([
  [BRIEF, 'shareFileMessage:fail cancel', 'given_up'],
  [BRIEF, 'shareFileMessage:fail', 'failed'],
  [POSTER, 'openDocument:fail filetype not supported', 'failed'],
])('%j: %s is %s', async (document, errMsg, outcome) => {
  failures = [{ errMsg }]
  await expect(openDocument(document)).resolves.toBe(outcome)
})

test('a phone without room says so', async () => {
  full = true
  await expect(openDocument(POSTER)).rejects.toThrow('storage_full')
})
