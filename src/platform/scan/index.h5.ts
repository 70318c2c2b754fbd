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

const SOON_MS = 4000

export function prepareScan(): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  if (connection?.saveData) return
  // What fails now is tried again when somebody scans.
  setTimeout(() => void codeReader().catch(() => undefined), SOON_MS)
}
