/**
 * What a document is, by its content alone, as pictures are (pictures.ts). PDF (ISO 32000-1, 7.5), and the two of Office Open XML that
 * offices write: a ZIP archive (APPNOTE 6.3, 4.3) with a list of its content types and a folder `word` or `xl` (ECMA-376, part 2). One that
 * carries programs (VBA) is not taken. Nothing is unpacked: only the list of what lies in the archive is read.
 */
import type { DocumentType } from '@core/contract/files'
import type { Uploaded } from '@cloud/store/files'

const PDF = 'application/pdf'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const ENDINGS: Record<DocumentType, string> = { [PDF]: '.pdf', [DOCX]: '.docx', [XLSX]: '.xlsx' }

/** The mark at a PDF's end stands in its last bytes, as readers look for it (ISO 32000-1, annex H, note 18). */
const PDF_END_BYTES = 1024

/** What a document is; null where it is none of those that are taken. */
export function documentType(document: Pick<Uploaded, 'size' | 'head' | 'tail'>): DocumentType | null {
  if (isPdf(document)) return PDF
  const names = namesInArchive(document)
  if (!names?.includes('[Content_Types].xml') || names.some((name) => name.toLowerCase().endsWith('vbaproject.bin'))) return null
  const [isText, isTable] = ['word/', 'xl/'].map((folder) => names.some((name) => name.startsWith(folder)))
  if (isText === isTable) return null
  return isText ? DOCX : XLSX
}

/** The name that a document is shown and opened under: with the ending of what it is, whatever it was called. */
export function documentName(name: string, mime: DocumentType): string {
  const ending = ENDINGS[mime]
  return name.toLowerCase().endsWith(ending) ? name : name + ending
}

function isPdf({ head, tail }: Pick<Uploaded, 'head' | 'tail'>): boolean {
  return head.toString('latin1').startsWith('%PDF-') && tail.subarray(-PDF_END_BYTES).includes('%%EOF')
}

const LOCAL_ENTRY = Buffer.from('PK\x03\x04', 'latin1')
const LISTED_ENTRY = Buffer.from('PK\x01\x02', 'latin1')
const END = Buffer.from('PK\x05\x06', 'latin1')
const LISTED_ENTRY_BYTES = 46
const END_BYTES = 22

/** The names in a ZIP archive, by the list at its end; null where it is no archive, or one whose list is longer than what was read. */
function namesInArchive({ size, head, tail }: Pick<Uploaded, 'size' | 'head' | 'tail'>): string[] | null {
  if (!head.subarray(0, 4).equals(LOCAL_ENTRY)) return null
  const end = tail.lastIndexOf(END)
  // The end record says how long the comment after it is: then nothing else was appended.
  if (end < 0 || end + END_BYTES > tail.length || end + END_BYTES + tail.readUInt16LE(end + 20) !== tail.length) return null
  const count = tail.readUInt16LE(end + 10)
  const begin = tail.readUInt32LE(end + 16) - (size - tail.length)
  if (begin < 0 || begin + tail.readUInt32LE(end + 12) !== end) return null

  const names: string[] = []
  for (let at = begin; at < end;) {
    if (at + LISTED_ENTRY_BYTES > end || !tail.subarray(at, at + 4).equals(LISTED_ENTRY)) return null
    const [name, extra, comment] = [28, 30, 32].map((field) => tail.readUInt16LE(at + field)) as [number, number, number]
    names.push(tail.toString('utf8', at + LISTED_ENTRY_BYTES, at + LISTED_ENTRY_BYTES + name))
    at += LISTED_ENTRY_BYTES + name + extra + comment
  }
  return names.length === count ? names : null
}
