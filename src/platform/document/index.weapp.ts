import Taro from '@tarojs/taro'
import { deleteFile, folderPath, namesIn, writeBytes } from '../kept-files/phone-files'
import { confirm } from '../navigation'
import { fileEnding, fileName } from './file-name'
import type { DocumentOutcome, ServedDocument } from './types'

const FOLDER = 'documents'

/** What WeChat's own reader opens. */
const READABLE = ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx'] as const
type Readable = (typeof READABLE)[number]

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
