import { useState } from 'react'
import type { MadeFile } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { openDocument } from '@/platform/document'
import { toast } from '@/platform/navigation'

/** A document that the server makes on demand. */
export interface MadeFileOpening {
  busy: boolean
  /** Asks for the document and opens it. Must be called from a press; says by itself what went wrong. */
  openFile(ask: () => Promise<MadeFile>): Promise<void>
}

/** Opens documents that the server makes: on the display, in a chat, or among the downloads. */
export function useMadeFile(): MadeFileOpening {
  const [busy, setBusy] = useState(false)
  async function openFile(ask: () => Promise<MadeFile>): Promise<void> {
    if (busy) return
    setBusy(true)
    const wrong = await opened(ask)
    setBusy(false)
    if (wrong) toast(wrong)
  }
  return { busy, openFile }
}

/** What went wrong, in words; null where it opened, or the person changed their mind. */
async function opened(ask: () => Promise<MadeFile>): Promise<string | null> {
  let file: MadeFile
  try {
    file = await ask()
  } catch (thrown) {
    const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
    return errorSentence(code, params)
  }
  try {
    return (await openDocument(file)) === 'failed' ? '文件没能打开，再试一次' : null
  } catch {
    return '手机存储满了，清理一下再试'
  }
}
