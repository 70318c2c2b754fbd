import { element } from '../navigation/element'

/** Safari reads the file some time after the press. */
const KEPT_MS = 60_000

/** Gives bytes to the browser as a download. */
export function download(bytes: Uint8Array | Blob, name: string, type: string): void {
  const blob = bytes instanceof Blob ? bytes : new Blob([bytes as BlobPart], { type })
  const href = URL.createObjectURL(blob)
  followDownload(href, name)
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS)
}

/** Lets the browser keep what lies under an address, under a name. */
export function followDownload(href: string, name: string): void {
  const link = element('a', { href, download: name, hidden: '' })
  document.body.append(link)
  link.click()
  link.remove()
}
