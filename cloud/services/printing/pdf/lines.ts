/**
 * Where lines of Chinese end. 中文排版需求 (W3C CLREQ), 「行首行尾禁则」: a line may break between any two Chinese characters, but no
 * line begins with a closing mark and none ends with an opening one; words and numbers of other scripts stay whole.
 */

/** The width of a text, in whatever unit the caller's widths are. */
export type Measure = (text: string) => number

const NOT_FIRST = /^[。，、；：？！）】》」』〉〕｝”’…—～·％℃.,;:?!)\]}%]/u
const NOT_LAST = /[（【《「『〈〔｛“‘([{]$/u
const PIECE = /\n|[^\S\n]+|[^\s\u{2E80}-\u{3FFFF}]+|[\u{2E80}-\u{3FFFF}]/gu

/** A text in lines no wider than `width`. A word that is wider than a line alone is broken; so nothing ever overflows. */
export function breakLines(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const piece of pieces(paragraph)) {
      if (measure((line + piece).trimEnd()) <= width) {
        line += piece
        continue
      }
      if (line.trimEnd() !== '') lines.push(line.trimEnd())
      line = piece.trim() === '' ? '' : piece
      while (measure(line.trimEnd()) > width && [...line].length > 1) {
        const fitting = longestThatFits(line, width, measure)
        lines.push(fitting)
        line = line.slice(fitting.length)
      }
    }
    lines.push(line.trimEnd())
  }
  return lines
}

export interface Fitted {
  size: number
  lines: string[]
}

export interface Room {
  width: number
  maxLines: number
  /** From the size that is wished for to the smallest one that can be read. */
  sizes: readonly [number, ...number[]]
  /** Lines of about one length, so that no single character is left over for the last: for titles and names. */
  even?: boolean
}

/**
 * A text in the largest size in which it takes no more than its lines. What does not fit in the smallest either ends
 * with 「…」.
 */
export function fitText(text: string, { width, maxLines, sizes, even = false }: Room, measureAt: (size: number) => Measure): Fitted {
  let fitted: Fitted = { size: sizes[0], lines: [] }
  for (const size of sizes) {
    fitted = { size, lines: breakLines(text, width, measureAt(size)) }
    if (fitted.lines.length <= maxLines) return even ? { size, lines: evenLines(text, fitted.lines, width, measureAt(size)) } : fitted
  }
  const measure = measureAt(fitted.size)
  const last = [...fitted.lines[maxLines - 1]!]
  while (last.length > 0 && measure(`${last.join('')}…`) > width) last.pop()
  return { size: fitted.size, lines: [...fitted.lines.slice(0, maxLines - 1), `${last.join('')}…`] }
}

/** The text in as many lines as before, in the narrowest column that still takes them. */
function evenLines(text: string, lines: string[], width: number, measure: Measure): string[] {
  let best = lines
  let narrow = width / 2
  let wide = width
  for (let step = 0; step < 8 && lines.length > 1; step += 1) {
    const middle = (narrow + wide) / 2
    const tried = breakLines(text, middle, measure)
    if (tried.length > lines.length) narrow = middle
    else {
      best = tried
      wide = middle
    }
  }
  return best
}

/** What must not be torn apart: words, and characters with the marks that cling to them. */
function pieces(paragraph: string): string[] {
  const glued: string[] = []
  for (const piece of paragraph.match(PIECE) ?? []) {
    const before = glued.at(-1)
    const clings = before !== undefined && before.trim() !== '' && piece.trim() !== '' && (NOT_FIRST.test(piece) || NOT_LAST.test(before))
    if (clings) glued[glued.length - 1] = before + piece
    else glued.push(piece)
  }
  return glued
}

function longestThatFits(text: string, width: number, measure: Measure): string {
  let fitting = ''
  for (const character of text) {
    if (fitting !== '' && measure(fitting + character) > width) break
    fitting += character
  }
  return fitting
}
