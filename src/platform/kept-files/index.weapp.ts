import { deleteFile, folderPath, namesIn, readBytes, writeBytes } from './phone-files'

const FOLDER = 'kept'

export async function keepFile(key: string, bytes: string): Promise<void> {
  try {
    await writeBytes(folderPath(FOLDER), key, bytes)
  } catch {
    throw new Error('storage_full')
  }
}

export async function readKeptFile(key: string): Promise<string | null> {
  try {
    return (await readBytes(`${folderPath(FOLDER)}/${key}`)) || null
  } catch {
    return null
  }
}

export async function removeKeptFile(key: string): Promise<void> {
  try {
    await deleteFile(`${folderPath(FOLDER)}/${key}`)
  } catch {
    // What cannot be deleted was not there.
  }
}

export async function keptFileKeys(): Promise<string[]> {
  try {
    return await namesIn(folderPath(FOLDER))
  } catch {
    return []
  }
}
