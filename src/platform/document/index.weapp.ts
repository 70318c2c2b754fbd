import Taro from '@tarojs/taro'
import { AppError } from '@core/contract/errors'
import { deleteFile, folderPath, namesIn, readRange, writeBytes } from '../kept-files/phone-files'
import { confirm } from '../navigation'
import { checkChosen, ENDINGS } from './choosable'
import { fileEnding, fileName } from './file-name'
import type { ChosenDocument, DocumentOutcome, ServedDocument } from './types'

const FOLDER = 'documents'

/** What WeChat's own reader opens. */
const READABLE = ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx'] as const
type Readable = (typeof READABLE)[number]

export async function chooseDocuments(count: number): Promise<ChosenDocument[]> {
  const documents = (await chooseFiles(count)).map(chosen)
  for (const document of documents) await checkChosen(document)
  return documents
}

/** WeChat lets a person choose files out of their chats only. */
async function chooseFiles(count: number): Promise<{ path: string; name: string; size: number }[]> {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({ count, type: 'file', extension: [...ENDINGS] })
    return tempFiles
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string }
    if (errMsg.includes('cancel')) return []
    throw new AppError('not_a_document')
  }
}

function chosen({ path, name, size }: { path: string; name: string; size: number }): ChosenDocument {
  return {
    name: fileName(name),
    size,
    async read(from, length) {
      try {
        // WeChat refuses to read beyond the end.
        return await readRange(path, from, Math.min(length, size - from))
      } catch {
        throw new AppError('file_incomplete')
      }
    },
  }
}

export async function openDocument({ base64, name }: ServedDocument): Promise<DocumentOutcome> {
  const filePath = await writeAlone(fileName(name), base64)
  const fileType = READABLE.find((ending) => ending === fileEnding(name))
  return fileType ? show(filePath, fileType) : sendToChat(filePath, fileName(name))
}

/** The folder is emptied before: a document can be fetched again, and its room belongs to pictures that wait. */
async function writeAlone(name: string, bytes: string): Promise<string> {
  const folder = folderPath(FOLDER)
  for (const old of await namesIn(folder)) await deleteFile(`${folder}/${old}`).catch(() => undefined)
  try {
    return await writeBytes(folder, name, bytes)
  } catch {
    throw new Error('storage_full')
  }
}

async function show(filePath: string, fileType: Readable): Promise<DocumentOutcome> {
  try {
    await Taro.openDocument({ filePath, fileType, showMenu: true })
    return 'opened'
  } catch {
    return 'failed'
  }
}

/** WeChat sends a file only right after a press, and fetching it may have taken too long: then we ask for another. */
async function sendToChat(filePath: string, name: string): Promise<DocumentOutcome> {
  const outcome = await share(filePath, name)
  if (outcome !== 'press_again') return outcome
  if (!(await confirm({ title: '文件好了', text: name, ok: '发到聊天' }))) return 'given_up'
  const second = await share(filePath, name)
  return second === 'press_again' ? 'failed' : second
}

async function share(filePath: string, name: string): Promise<DocumentOutcome | 'press_again'> {
  try {
    await Taro.shareFileMessage({ filePath, fileName: name })
    return 'opened'
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string }
    if (errMsg.includes('cancel')) return 'given_up'
    return /gesture/i.test(errMsg) ? 'press_again' : 'failed'
  }
}
