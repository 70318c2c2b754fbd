import fc from 'fast-check'
import type { DocumentType } from '@core/contract/files'
import { docxOf, pdfOf, xlsxOf, zipOf } from '../../tests/fakes/documents'
import { documentName, documentType } from './documents'

/** As the database hands it over: the beginning, and the last 256 KB. */
const typeOf = (document: Buffer) =>
  documentType({ size: document.length, head: document.subarray(0, 16), tail: document.subarray(-256 * 1024) })

const TYPES = '[Content_Types].xml'
const PDF = 'application/pdf'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

test.each([
  ['a PDF', pdfOf(), PDF],
  ['a large PDF', pdfOf(3_000_000), PDF],
  ['a PDF with a line after its end', Buffer.concat([pdfOf(), Buffer.from('\r\n')]), PDF],
  ['a DOCX', docxOf(), DOCX],
  ['a DOCX with large pictures', docxOf(3_000_000), DOCX],
  ['a DOCX whose text has another name', zipOf({ [TYPES]: '', 'word/document2.xml': '' }), DOCX],
  ['an XLSX', xlsxOf(), XLSX],
  ['an XLSX with a comment', zipOf({ [TYPES]: '', 'xl/workbook.xml': '' }, '值班表'), XLSX],
  ['an XLSX with a DOCX in it', zipOf({ [TYPES]: '', 'xl/workbook.xml': '', 'xl/embeddings/a.docx': docxOf() }), XLSX],
])('%s is known by its content', (_, document, mime) => {
  expect(typeOf(document)).toBe(mime)
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a PDF that breaks off', pdfOf(3_000).subarray(0, -8)],
  ['a page that says it is a PDF', Buffer.from('<script>%PDF-1.7</script>%%EOF')],
  ['an archive of something else', zipOf({ 'a.exe': 'MZ' })],
  ['an archive with nothing in it', zipOf({})],
  ['a presentation', zipOf({ [TYPES]: '', 'ppt/presentation.xml': '' })],
  ['an archive that has a folder of that name, and no list of types', zipOf({ 'word/document.xml': '' })],
  ['one that is both', zipOf({ [TYPES]: '', 'word/document.xml': '', 'xl/workbook.xml': '' })],
  ['a text with a program in it', zipOf({ [TYPES]: '', 'word/document.xml': '', 'word/vbaProject.bin': 'x' })],
  ['a table with a program in it, under other letters', zipOf({ [TYPES]: '', 'xl/workbook.xml': '', 'xl/VBAPROJECT.BIN': 'x' })],
  ['a DOCX that breaks off', docxOf(3_000).subarray(0, -1)],
  ['a DOCX with something behind it', Buffer.concat([docxOf(), Buffer.from('MZ')])],
  ['a DOCX with something before it', Buffer.concat([Buffer.from('MZ'), docxOf()])],
  ['an old Word document', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['a picture', Buffer.from('89504e470d0a1a0a', 'hex')],
])('%s is no document', (_, document) => {
  expect(typeOf(document)).toBeNull()
})

test('an archive whose list is longer than what is read is none: nobody counts ten thousand entries', () => {
  const entries = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`word/${n}`, '']))
  expect(typeOf(zipOf({ [TYPES]: '', ...entries }))).toBeNull()
})

test('whatever bytes come, the answer is a kind or none', () => {
  const damaged = fc.tuple(fc.constantFrom(pdfOf(), docxOf(), xlsxOf()), fc.nat(400), fc.uint8Array({ maxLength: 12 }))
  fc.assert(
    fc.property(damaged, ([document, at, noise]) => {
      const broken = Buffer.from(document)
      broken.set(noise.subarray(0, Math.max(0, broken.length - at)), Math.min(at, broken.length))
      return [PDF, DOCX, XLSX, null].includes(typeOf(broken))
    }),
    { numRuns: 2000 },
  )
})

test.each<[string, DocumentType, string]>([
  ['申请表.pdf', PDF, '申请表.pdf'],
  ['申请表.PDF', PDF, '申请表.PDF'],
  ['申请表', DOCX, '申请表.docx'],
  ['值班表.pdf.exe', XLSX, '值班表.pdf.exe.xlsx'],
])('%j of %s is called %j', (name, mime, called) => {
  expect(documentName(name, mime)).toBe(called)
})
