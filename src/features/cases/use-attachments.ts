import type { FileRef } from '@core/contract/common'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useDocuments, type HeldDocument } from '@/sync/use-documents'
import { useUploads, type HeldPicture } from '@/sync/use-uploads'

/** Pictures and documents together. */
export const MOST_FILES = 6

/** What goes along with something that is written about a case. */
export interface Attachments {
  pictures: readonly HeldPicture[]
  documents: readonly HeldDocument[]
  /** What the server has of them. */
  files: FileRef[]
  /** How many more there is room for. */
  room: number
  /** Why it cannot be sent yet, in words; null: all of them have arrived. */
  waiting: string | null
  /** Both must be called from a press. */
  addPictures(): Promise<void>
  addDocuments(): Promise<void>
  remove(key: string): void
  retry(key: string): Promise<void>
  /** They have been sent along. */
  clear(): void
}

/** At most six pictures and documents of a form. Only somebody who is logged in can hand any in: others are led to the log-in. */
export function useAttachments(loggedIn: boolean): Attachments {
  const pictures = useUploads([], MOST_FILES)
  const documents = useDocuments(MOST_FILES - pictures.pictures.length)
  const held = [...pictures.pictures, ...documents.documents]
  const room = MOST_FILES - held.length

  function waiting(): string | null {
    if (held.some(({ state }) => state === 'sending')) return '附件还在上传，等一下再提交'
    return held.some(({ state }) => state === 'failed') ? '有附件没传上，点一下重试，或者去掉它' : null
  }

  const isPicture = (key: string) => pictures.pictures.some((picture) => picture.key === key)
  const asked = async (add: () => Promise<void>): Promise<void> => (loggedIn ? add() : open(routes.login()))

  return {
    pictures: pictures.pictures,
    documents: documents.documents,
    files: [...pictures.files, ...documents.files],
    room,
    waiting: waiting(),
    addPictures: () => asked(() => pictures.add(room)),
    addDocuments: () => asked(documents.add),
    remove: (key) => (isPicture(key) ? pictures : documents).remove(key),
    retry: (key) => (isPicture(key) ? pictures : documents).retry(key),
    clear() {
      for (const { key } of pictures.pictures) pictures.remove(key)
      for (const { key } of documents.documents) documents.remove(key)
    },
  }
}
