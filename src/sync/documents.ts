import type { FileRef, MadeFile } from '@core/contract/common'
import { PART_BYTES } from '@core/contract/file-sizes'
import type { KeptDocument } from '@core/contract/files'
import { toBase64 } from '@core/rules/shared/bytes'
import { createSha256 } from '@core/rules/shared/sha256'
import type { ChosenDocument } from '@/platform/document/types'
import { makeNonce } from '@/platform/random'
import { query, request } from './calls'

/** Hears how much has been done: from 0 to 1. */
export type OnProgress = (done: number) => void

/**
 * Hands a document to the server in parts, while the person waits. Only one part lies in memory; one that gets no answer is sent again.
 * Where it is `givenUp`, no further part goes out, and null is answered. Throws AppError.
 */
export async function uploadDocument(
  document: ChosenDocument,
  onProgress: OnProgress,
  givenUp: () => boolean = () => false,
): Promise<KeptDocument | null> {
  const [upload, hash] = [makeNonce(), createSha256()]
  const of = Math.ceil(document.size / PART_BYTES)
  for (let n = 1; n <= of; n += 1) {
    const bytes = await document.read((n - 1) * PART_BYTES, PART_BYTES)
    hash.add(bytes)
    if (givenUp()) return null
    await request('files.keepPart', { upload, n, of, content: toBase64(bytes) })
    onProgress(n / of)
  }
  return givenUp() ? null : request('files.keepDocument', { upload, name: document.name, sha256: hash.hex() })
}

/** Fetches a kept document, in parts, to be opened. Throws AppError. */
export async function fetchDocument(file: FileRef, onProgress: OnProgress = () => undefined): Promise<MadeFile> {
  const first = await query('files.getPart', { file, n: 1 })
  const parts = [first.base64]
  onProgress(1 / first.of)
  for (let n = 2; n <= first.of; n += 1) {
    parts.push((await query('files.getPart', { file, n })).base64)
    onProgress(n / first.of)
  }
  return { name: first.name ?? '照片', mime: first.mime, base64: parts.join('') }
}
