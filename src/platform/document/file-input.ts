import { element } from '../navigation/element'

/** What a browser's own dialog is asked for. */
export interface FileWish {
  /** Kinds and endings, as the attribute takes them. */
  accept: string
  multiple: boolean
  /** Opens the camera. */
  capture?: boolean
}

/** Lets the person choose files; empty where they gave up. A browser older than that event never answers then. */
export function chooseFiles({ accept, multiple, capture = false }: FileWish): Promise<File[]> {
  return new Promise((resolve) => {
    const input = element('input', {
      type: 'file',
      accept,
      hidden: '',
      ...(multiple ? { multiple: '' } : {}),
      ...(capture ? { capture: 'environment' } : {}),
    })
    function finish(files: File[]): void {
      input.remove()
      resolve(files)
    }
    input.addEventListener('change', () => finish([...(input.files ?? [])]))
    input.addEventListener('cancel', () => finish([]))
    // Safari forgets an input that is not in the page.
    document.body.append(input)
    input.click()
  })
}

/** The bytes of a file, or of a part of one. Rejects where the file went away between choosing and reading. */
export async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array((await readBlob((reader) => reader.readAsArrayBuffer(blob))) as ArrayBuffer)
}

/** A file as an address that Image shows. Rejects as `bytesOf` does. */
export async function dataAddress(blob: Blob): Promise<string> {
  return (await readBlob((reader) => reader.readAsDataURL(blob))) as string
}

function readBlob(start: (reader: FileReader) => void): Promise<string | ArrayBuffer | null> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.onerror = () => reject(reader.error ?? new Error('the file went away'))
    start(reader)
  })
}
