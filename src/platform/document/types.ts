/** A file that the server made. */
export interface ServedDocument {
  /** With its ending, as it is to be called on the person's phone. */
  name: string
  mime: string
  /** The bytes, base64. */
  base64: string
}

/** `opened`: it is on the display, in a chat or among the downloads. `given_up`: the person changed their mind. */
export type DocumentOutcome = 'opened' | 'given_up' | 'failed'

/** A file that the person chose. Its bytes stay where they are until they are asked for. */
export interface ChosenDocument {
  /** As it is called where it lies, made a name that every system takes. */
  name: string
  /** In bytes. */
  size: number
  /** So many bytes from `from` on. Throws AppError `file_incomplete` where the file went away meanwhile. */
  read(from: number, length: number): Promise<Uint8Array>
}

export interface DocumentPlatform {
  /**
   * Asks the person for at most `count` files: PDF, DOCX or XLSX, in WeChat out of a chat; must be called from a press. Empty where the
   * person gave up; a browser older than that event never answers then, so nothing may wait for it.
   *
   * Throws AppError `not_a_document` (one that does not begin as they do, or cannot be read) or `file_too_large` (over 10 MB). One bad
   * file refuses them all: nothing is half taken.
   */
  chooseDocuments(count: number): Promise<ChosenDocument[]>

  /**
   * Shows a file or gives it to the person to keep: WeChat opens what it can read (PDF, Word, Excel, PowerPoint) with its
   * menu and sends anything else to a chat; a browser downloads it. Rejects with `Error('storage_full')` where the phone
   * has no room for it.
   */
  openDocument(document: ServedDocument): Promise<DocumentOutcome>
}
