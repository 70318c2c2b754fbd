/**
 * A PDF of A4 pages with Chinese text: pdfkit with our fonts embedded, each reduced to the glyphs that are used. Lengths are in
 * points (1/72 inch), counted from the top left corner; texts stand on their baseline, so that two fonts meet in one line.
 */
import type PDFDocument from 'pdfkit'
import { fitText, type Fitted, type Room } from './lines'
import { drawable, typefacesFor, type FaceName, type Weight } from './typefaces'

/** Millimeters in points. */
export function mm(millimeters: number): number {
  return (millimeters * 72) / 25.4
}

export const A4 = { width: mm(210), height: mm(297) } as const

/** The product's colors on paper (look.md, light). */
export const COLORS = {
  white: '#FFFFFF',
  line: '#E6DFD4',
  ink: '#211C18',
  softInk: '#5E554C',
  red: '#C4281C',
  gold: '#EDB83D',
  goldInk: '#8F5F0A',
} as const

/** From one baseline to the next, in sizes. */
export const LEADING = 1.35

export interface TextStyle {
  weight: Weight
  size: number
  color: string
}

export interface Place {
  x: number
  /** Of the baseline. */
  y: number
  /** What `x` is of the text: its left end (so unless said), or its middle. */
  align?: 'left' | 'center'
}

export interface Paper {
  /** For shapes. Text goes through `write`, which knows the fonts. */
  readonly shapes: PDFKit.PDFDocument
  addPage(): void
  /** One line of text. */
  write(text: string, style: TextStyle, place: Place): void
  /** A text in the largest size that has room (`fitText`). */
  fit(text: string, weight: Weight, room: Room): Fitted
  /** Writes a text in the largest size that has room, from its first baseline down; answers the baseline of what comes next. */
  block(text: string, style: Omit<TextStyle, 'size'>, place: Place, room: Room): number
  /** Ends the last page and answers the whole file. */
  finish(): Promise<Buffer>
}

export interface PaperOptions {
  /** What a viewer shows as the name of the document. */
  title: string
  /** Every text that will be written on it: the fonts are chosen, and missing glyphs found, before anything is drawn. */
  texts: Iterable<string>
}

/**
 * An empty document; the first page comes with the first `addPage`. A page that is ended is packed at once.
 * @throws MissingGlyphError
 */
export async function openPaper({ title, texts }: PaperOptions): Promise<Paper> {
  const [{ default: Document }, faces] = await Promise.all([import('pdfkit'), typefacesFor(texts)])
  const document: PDFKit.PDFDocument = new (Document as typeof PDFDocument)({
    autoFirstPage: false,
    font: '', // else pdfkit looks for the metrics of Helvetica
    size: [A4.width, A4.height],
    margin: 0,
    lang: 'zh-CN',
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: title, Creator: '青年有约' },
  })
  const whole = collect(document)
  for (const [name, face] of Object.entries(faces)) if (face) document.registerFont(name, face.bytes)

  /** The stretches of a text that one font draws. */
  function runs(text: string, weight: Weight): { face: FaceName; text: string }[] {
    const found: { face: FaceName; text: string }[] = []
    for (const character of drawable(text)) {
      const name = faces[weight].has(character.codePointAt(0)!) ? weight : 'rare'
      const last = found.at(-1)
      if (last?.face === name) last.text += character
      else found.push({ face: name, text: character })
    }
    return found
  }

  function widthOf(text: string, weight: Weight, size: number): number {
    return runs(text, weight).reduce((sum, run) => sum + document.font(run.face).fontSize(size).widthOfString(run.text), 0)
  }

  function write(text: string, { weight, size, color }: TextStyle, { x, y, align = 'left' }: Place): void {
    let at = align === 'center' ? x - widthOf(text, weight, size) / 2 : x
    document.fillColor(color)
    for (const run of runs(text, weight)) {
      document.font(run.face).fontSize(size).text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic' })
      at += document.widthOfString(run.text)
    }
  }

  function fit(text: string, weight: Weight, room: Room): Fitted {
    return fitText(drawable(text), room, (size) => (part) => widthOf(part, weight, size))
  }

  return {
    shapes: document,
    addPage: () => void document.addPage(),
    write,
    fit,
    block(text, { weight, color }, { x, y, align }, room) {
      const { size, lines } = fit(text, weight, room)
      lines.forEach((line, index) => write(line, { weight, size, color }, { x, y: y + index * size * LEADING, align }))
      return y + lines.length * size * LEADING
    },
    finish() {
      document.end()
      return whole
    },
  }
}

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('end', () => resolve(Buffer.concat(parts)))
    document.on('error', reject)
  })
}
