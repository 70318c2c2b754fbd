/**
 * The code with which a page was opened. WeChat hands the whole link of an ordinary QR code over in `q`, URL-encoded once
 * more; the web host does the same; a mini-program code carries its text in `scene`. What is not well encoded is taken
 * as it stands: the reader of codes will say that it cannot be read.
 */
export function readEntryCode(params: Record<string, string | undefined>): string | null {
  const text = params.q || params.scene
  if (!text) return null
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
