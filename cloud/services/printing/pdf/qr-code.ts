import type { Paper } from './paper'

export interface Square {
  x: number
  y: number
  /** Of the code itself, without the white around it. */
  side: number
}

/** Draws a text as a QR code. Four modules of white around it are the caller's to keep (ISO/IEC 18004). */
export type DrawCode = (paper: Paper, text: string, place: Square) => void

/** The drawer of codes: error correction medium, as on the screen. Every dark run of a row is one rectangle of one path. */
export async function codeDrawer(): Promise<DrawCode> {
  const { encodeQR } = await import('qr')
  return ({ shapes }, text, { x, y, side }) => {
    // The encoder always gives a border; here the white is the paper's.
    const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
      .slice(1, -1)
      .map((row) => row.slice(1, -1))
    shapes
      .save()
      .translate(x, y)
      .scale(side / rows.length)
    rows.forEach((row, line) => {
      for (let from = 0; from < row.length; from += 1) {
        if (!row[from]) continue
        let to = from + 1
        while (row[to]) to += 1
        shapes.rect(from, line, to - from, 1)
        from = to
      }
    })
    shapes.fill('#000000').restore()
  }
}
