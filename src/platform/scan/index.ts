import { scanFake } from './fake'

export { readEntryCode } from './entry-code'

export async function scanCode(): Promise<string | null> {
  return scanFake.code
}

export async function decodePhoto(): Promise<string | null> {
  return scanFake.photo
}

export function prepareScan(): void {
  return undefined
}
