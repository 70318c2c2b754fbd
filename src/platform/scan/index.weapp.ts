import Taro from '@tarojs/taro'
import { AppError } from '@core/contract/errors'
import { readEntryCode } from './entry-code'

export { readEntryCode } from './entry-code'

/**
 * WeChat's own scanner, which also offers the photo album. A mini-program code carries no text: there the page's own
 * parameter is the code.
 */
export async function scanCode(): Promise<string | null> {
  try {
    const { result, path } = await Taro.scanCode({ onlyFromCamera: false, scanType: ['qrCode', 'wxCode'] as never })
    return result || entryCodeOf(path)
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string }
    if (errMsg.includes('cancel')) return null
    throw new AppError(/auth|deny|permission/i.test(errMsg) ? 'camera_refused' : 'code_unreadable')
  }
}

/** The album is a button in WeChat's scanner; there is no other way to it that reads codes. */
export function decodePhoto(): Promise<string | null> {
  return scanCode()
}

/** WeChat's scanner is part of WeChat. */
export function prepareScan(): void {
  return undefined
}

function entryCodeOf(path: string | undefined): string | null {
  const [, query = ''] = (path ?? '').split('?')
  return readEntryCode(Object.fromEntries(query.split('&').map((pair) => pair.split('=') as [string, string])))
}
