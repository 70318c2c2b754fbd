/** Documents as offices write them, as small as they can be, and archives that are none. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { PART_BYTES } from '@core/contract/file-sizes'

/** A ZIP archive of uncompressed entries, with a comment at its end. */
export function zipOf(entries: Readonly<Record<string, string | Buffer>>, comment = ''): Buffer {
  const files: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(entries)) {
    const [path, content] = [Buffer.from(name), Buffer.from(text)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(path.length, 22)
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path, content])
    const after = Buffer.alloc(14)
    after.writeUInt32LE(offset, 10)
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, after, path]))
    files.push(file)
    offset += file.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(list.length, 8)
  end.writeUInt16LE(list.length, 10)
  end.writeUInt32LE(Buffer.concat(list).length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(Buffer.byteLength(comment), 20)
  return Buffer.concat([...files, ...list, end, Buffer.from(comment)])
}

/** A PDF with so many bytes in it besides. */
export function pdfOf(extra = 0): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.7\n%'), Buffer.alloc(extra, 0x61), Buffer.from('\ntrailer <<>>\nstartxref\n9\n%%EOF\n')])
}

const TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

/** A DOCX with a picture of so many bytes in it. */
export function docxOf(extra = 0): Buffer {
  return zipOf({ '[Content_Types].xml': TYPES, 'word/media/image1.png': Buffer.alloc(extra, 0x61), 'word/document.xml': '<w:document/>' })
}

export function xlsxOf(): Buffer {
  return zipOf({ '[Content_Types].xml': TYPES, '_rels/.rels': '<Relationships/>', 'xl/workbook.xml': '<workbook/>' })
}

/** A document in parts of base64, as they travel, and its hash. */
export function inParts(document: Buffer): { parts: string[]; sha256: string } {
  const parts: string[] = []
  for (let at = 0; at < document.length; at += PART_BYTES) parts.push(document.subarray(at, at + PART_BYTES).toString('base64'))
  return { parts, sha256: createHash('sha256').update(document).digest('hex') }
}
