import Taro from '@tarojs/taro'

/** The files WeChat keeps for us on the phone (200 MB in all), with promises. Every function rejects with WeChat's `errMsg`. */

/** The path of a folder of ours. */
export function folderPath(name: string): string {
  return `${Taro.env.USER_DATA_PATH}/${name}`
}

/** Writes bytes (base64), and the folder where it is not there yet. */
export async function writeBytes(folder: string, name: string, bytes: string): Promise<string> {
  const filePath = `${folder}/${name}`
  await makeFolder(folder)
  await new Promise<unknown>((success, fail) => {
    Taro.getFileSystemManager().writeFile({ filePath, data: bytes, encoding: 'base64', success, fail })
  })
  return filePath
}

/** The bytes of a file, base64. */
export async function readBytes(filePath: string): Promise<string> {
  const { data } = await new Promise<{ data: string | ArrayBuffer }>((success, fail) => {
    Taro.getFileSystemManager().readFile({ filePath, encoding: 'base64', success, fail })
  })
  return data as string
}

/** The first bytes of a file: `length` of them, or all where it is shorter. */
export async function readHead(filePath: string, length: number, size: number): Promise<Uint8Array> {
  return readRange(filePath, 0, Math.min(length, size))
}

/** So many bytes of a file from `position` on; they must be there. */
export async function readRange(filePath: string, position: number, length: number): Promise<Uint8Array> {
  const { data } = await new Promise<{ data: string | ArrayBuffer }>((success, fail) => {
    Taro.getFileSystemManager().readFile({ filePath, position, length, success, fail })
  })
  return new Uint8Array(data as ArrayBuffer)
}

/** The number of bytes of a file. */
export async function sizeOf(filePath: string): Promise<number> {
  const { stats } = await new Promise<{ stats: unknown }>((success, fail) => {
    Taro.getFileSystemManager().stat({ path: filePath, success, fail })
  })
  return (stats as { size: number }).size
}

/** Deletes a file. */
export async function deleteFile(filePath: string): Promise<void> {
  await new Promise<unknown>((success, fail) => {
    Taro.getFileSystemManager().unlink({ filePath, success, fail })
  })
}

/** The names of the files in a folder; none where there is no folder. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    const { files } = await new Promise<{ files: string[] }>((success, fail) => {
      Taro.getFileSystemManager().readdir({ dirPath: folder, success, fail })
    })
    return files
  } catch {
    return []
  }
}

async function makeFolder(dirPath: string): Promise<void> {
  await new Promise<unknown>((success) => {
    // One that is there already is no trouble; any other shows when the file is written.
    Taro.getFileSystemManager().mkdir({ dirPath, recursive: true, success, fail: success })
  })
}
