import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** One stretch of text on a page, in points from the top left corner; `y` is its baseline. */
export interface DrawnText {
  text: string
  x: number
  y: number
  width: number
  size: number
}

export interface ReadPdf {
  pages: { width: number; height: number; texts: DrawnText[] }[]
  /** The QR codes in the order of the areas: what each says, and how large it is, in points. */
  codes: { text: string; width: number; height: number }[]
}

export type Area = readonly [x: number, y: number, width: number, height: number]

/** A PDF as pdf.js reads it; the areas of its first page are rendered and looked at for QR codes. */
export function readPdf(pdf: Buffer, codeAreas: readonly Area[] = []): ReadPdf {
  const folder = mkdtempSync(path.join(tmpdir(), 'read-pdf-'))
  try {
    const file = path.join(folder, 'file.pdf')
    writeFileSync(file, pdf)
    const args = [path.join(__dirname, '_pdf-reader.mjs'), file, ...codeAreas.map((area) => area.join(','))]
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })) as ReadPdf
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Texts that lie on one another: every pair whose boxes, from the ascenders to the baseline, meet. */
export function overlaps(texts: readonly DrawnText[]): string[] {
  const meets = (one: DrawnText, other: DrawnText) =>
    one.x < other.x + other.width - 0.5 &&
    other.x < one.x + one.width - 0.5 &&
    one.y - one.size * 0.8 < other.y - 0.5 &&
    other.y - other.size * 0.8 < one.y - 0.5
  return texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter((other) => meets(one, other))
      .map((other) => `${one.text} / ${other.text}`),
  )
}
