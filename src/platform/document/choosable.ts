import { AppError } from '@core/contract/errors'
import { DOCUMENT_MAX_BYTES } from '@core/contract/file-sizes'
import type { ChosenDocument } from './types'

/** What the three kinds are called; what they are, their content says. */
export const ENDINGS = ['pdf', 'docx', 'xlsx'] as const

const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d]
/** DOCX and XLSX are ZIP archives. */
const ZIP = [0x50, 0x4b, 0x03, 0x04]

/**
 * Throws what speaks against a file before anything of it is sent: `file_too_large`, `not_a_document`. The server looks closer.
 */
export async function checkChosen(document: ChosenDocument): Promise<void> {
  if (document.size > DOCUMENT_MAX_BYTES) throw new AppError('file_too_large')
  const head = document.size < PDF.length ? new Uint8Array() : await document.read(0, PDF.length)
  if (!begins(head, PDF) && !begins(head, ZIP)) throw new AppError('not_a_document')
}

function begins(head: Uint8Array, pattern: readonly number[]): boolean {
  return head.length >= pattern.length && pattern.every((byte, at) => head[at] === byte)
}
