import type { Instant } from '@core/contract/common'
import { clockOf, dayOf } from '@core/rules/shared/calendar'

export interface ArchivedFile {
  /** Without folders: `登记表.xlsx`. */
  name: string
  bytes: Uint8Array
}

/** Packed already: packing them again costs time and wins nothing. */
const PACKED = /\.(?:jpe?g|png|webp|docx|xlsx|pdf|zip)$/i

/** What no system takes in the name of a file. */
const NOT_IN_NAMES = /[\\/:*?"<>|\p{Cc}\p{Cs}]/gu

/** What means a folder, or, to the library that packs, no name of its own. */
const NO_NAME = /^(?:\.{0,2}|__proto__)$/

/** A title as the name of a file that opens on Windows, macOS and Linux; at most 80 characters. `extension` without its dot. */
export function fileName(title: string, extension: string): string {
  const stem = [...title.replace(NOT_IN_NAMES, ' ').replace(/\s+/g, ' ')].slice(0, 80).join('')
  // Windows drops dots and spaces at either end.
  return `${stem.replace(/^[. ]+|[. ]+$/g, '') || '青年有约'}.${extension}`
}

/**
 * Files in one ZIP. Names are UTF-8 with the language encoding flag (APPNOTE 4.4.4, bit 11), so that Chinese names are right
 * on Windows too. `at` becomes the date of every file, as clocks in UTC+8 show it; the same files at the same instant make
 * the same bytes.
 * @throws RangeError for two files of one name, or a name that is not that of a file
 */
export async function zip(files: readonly ArchivedFile[], at: Instant): Promise<Buffer> {
  const { zipSync } = await import('fflate')
  const entries: Record<string, [Uint8Array, { level: 0 | 6; mtime: string }]> = {}
  // Dates in a ZIP have no time zone, and fflate writes them as a clock of the machine would: one without a zone is that.
  const mtime = `${dayOf(at)}T${clockOf(at)}:00`
  for (const { name, bytes } of files) {
    if (NO_NAME.test(name) || name.replace(NOT_IN_NAMES, '') !== name) {
      throw new RangeError(`not the name of a file: ${JSON.stringify(name)}`)
    }
    if (Object.hasOwn(entries, name)) throw new RangeError(`two files are named ${name}`)
    entries[name] = [bytes, { level: PACKED.test(name) ? 0 : 6, mtime }]
  }
  return Buffer.from(zipSync(entries))
}
