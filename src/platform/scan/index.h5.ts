import { scanInOverlay } from './overlay'
import { choosePhoto, readPhoto } from './photo'
import { codeReader } from './reader'

export { readEntryCode } from './entry-code'

export function scanCode(): Promise<string | null> {
  return scanInOverlay()
}

export async function decodePhoto(): Promise<string | null> {
  const file = await choosePhoto()
  return file ? readPhoto(file, await codeReader()) : null
}
