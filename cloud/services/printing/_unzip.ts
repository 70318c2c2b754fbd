import { strFromU8, unzipSync } from 'fflate'

/** The texts of an office file by their names in the package: XLSX and DOCX are ZIPs of XML. */
export function xmlParts(file: Buffer): Record<string, string> {
  const parts = Object.entries(unzipSync(file)).filter(([name]) => /\.(?:xml|rels)$/.test(name))
  return Object.fromEntries(parts.map(([name, bytes]) => [name, strFromU8(bytes)]))
}

/** What an XML text means once it is read. */
export function unescapeXml(text: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16))
    return decimal ? String.fromCodePoint(Number(decimal)) : (named[name!] ?? whole)
  })
}
