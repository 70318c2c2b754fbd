import type { FileRef } from '@core/contract/common'
import { isOnline } from '@/platform/network'
import { makeNonce } from '@/platform/random'
import { sendRecord } from './calls'
import { askUntilAnswered } from './request'

/**
 * Hands a picture (base64) to the server while the person waits, and answers its reference. For pictures that a request
 * will name: one that stands in a record of its own goes through the outbox. Throws AppError.
 */
export async function uploadPicture(bytes: string): Promise<FileRef> {
  const { file } = await askUntilAnswered(makeNonce(), isOnline, (nonce) => sendRecord('files.keep', { content: bytes }, nonce))
  return file
}
