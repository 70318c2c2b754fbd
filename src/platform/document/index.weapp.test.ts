import { navigationFake } from '../navigation/fake'
import { DOCUMENT_MAX_BYTES } from '@core/contract/file-sizes'
import { chooseDocuments, openDocument } from './index.weapp'

let files: Map<string, string>
let full: boolean
let opened: Record<string, unknown>[]
let shared: Record<string, unknown>[]
let failures: { errMsg: string }[]
/** What lies in the person's chats, and what WeChat was asked for. */
let chats: { path: string; name: string; size: number; content: string }[]
let choices: Record<string, unknown>[]

interface FileOptions {
  filePath: string
  dirPath: string
  data: string
  encoding: string
  position: number
  length: number
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
    chooseMessageFile: async (options: Record<string, unknown>) => {
      await asTold(choices, options)
      return { tempFiles: chats.slice(0, options.count as number) }
    },
    getFileSystemManager: () => ({
      readFile({ filePath, position, length, success, fail }: FileOptions) {
        const file = chats.find(({ path }) => path === filePath)
        if (!file) return fail({ errMsg: 'readFile:fail no such file or directory' })
        if (length < 1 || position + length > file.size) return fail({ errMsg: 'readFile:fail the value of "length" is out of range' })
        success({ data: new Uint8Array(Buffer.from(file.content, 'latin1').subarray(position, position + length)).buffer })
      },
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
  chats = []
  choices = []
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

describe('choosing', () => {
  const inChat = (name: string, content: string, size = content.length) => ({ path: `wxfile://tmp/${name}`, name, size, content })

  test('WeChat is asked for the three kinds out of a chat, and their bytes are read piece by piece', async () => {
    chats = [inChat('材料:一.pdf', '%PDF-1.7 abc'), inChat('名单.xlsx', 'PK\u0003\u0004 xl')]
    const [pdf, table] = await chooseDocuments(6)
    expect(choices).toEqual([{ count: 6, type: 'file', extension: ['pdf', 'docx', 'xlsx'] }])
    expect([pdf!.name, pdf!.size, table!.name]).toEqual(['材料一.pdf', 12, '名单.xlsx'])
    expect(Buffer.from(await pdf!.read(5, 4)).toString()).toBe('1.7 ')
    // No further than to its end, which WeChat would refuse.
    expect(Buffer.from(await pdf!.read(9, 100)).toString()).toBe('abc')
    chats = []
    await expect(pdf!.read(0, 5)).rejects.toMatchObject({ code: 'file_incomplete' })
  })

  test('whoever gives up has chosen nothing', async () => {
    failures = [{ errMsg: 'chooseMessageFile:fail cancel' }]
    await expect(chooseDocuments(1)).resolves.toEqual([])
  })

  test.each([
    ['a picture', inChat('照片.pdf', 'ÿØÿà\u0000'), 'not_a_document'],
    ['nothing', inChat('空.pdf', ''), 'not_a_document'],
    ['one of more than 10 MB', inChat('大.pdf', '%PDF-', DOCUMENT_MAX_BYTES + 1), 'file_too_large'],
  ])('%s is refused', async (_, bad, code) => {
    chats = [inChat('好.pdf', '%PDF-1.7'), bad]
    await expect(chooseDocuments(2)).rejects.toMatchObject({ code })
  })

  test('what WeChat cannot open says which kinds are taken', async () => {
    failures = [{ errMsg: 'chooseMessageFile:fail not supported' }]
    await expect(chooseDocuments(1)).rejects.toMatchObject({ code: 'not_a_document' })
  })
})
