import Taro from '@tarojs/taro'
import type { FileRef } from '@core/contract/common'
import { folderPath, writeBytes } from '../kept-files/phone-files'

const API = process.env.TARO_APP_API ?? ''
const FOLDER = 'gallery'

export function pictureAddress(file: FileRef): string | null {
  return API.startsWith('cloud:') ? null : `${API}/files/${file}`
}

/** WeChat's own viewer takes addresses and files, no `data:`. The files have the same names every time, so they stay few. */
export async function openGallery(sources: readonly string[], first: number): Promise<void> {
  try {
    const urls = await Promise.all(sources.map(fileOf))
    await Taro.previewImage({ urls, current: urls[first] })
  } catch {
    // Nothing opens; the pictures on the page are still there.
  }
}

async function fileOf(source: string, index: number): Promise<string> {
  const found = /^data:image\/(\w+);base64,(.+)$/.exec(source)
  if (!found) return source
  const [, ending, bytes] = found
  return writeBytes(folderPath(FOLDER), `${index}.${ending}`, bytes!)
}
