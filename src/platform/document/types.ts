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

export interface DocumentPlatform {
  /**
   * Shows a file or gives it to the person to keep: WeChat opens what it can read (PDF, Word, Excel, PowerPoint) with its
   * menu and sends anything else to a chat; a browser downloads it. Rejects with `Error('storage_full')` where the phone
   * has no room for it.
   */
  openDocument(document: ServedDocument): Promise<DocumentOutcome>
}
