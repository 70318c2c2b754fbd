/** Characters that do not begin a line, by the custom of Chinese typesetting (避头). */
const NOT_FIRST = '，。、；：？！）】》」』”’…,.;:?!)]}%'
/** Characters that do not end one (避尾). */
const NOT_LAST = '（【《「『“‘([{'
const ELLIPSIS = '…'

/**
 * Text in lines of at most `width`, as `measure` counts it, and at most `maxLines` of them: what does not fit ends in `…`.
 * Chinese breaks anywhere but before a closing mark and after an opening one, Latin words at their ends, a word longer than
 * a line wherever it must. Line breaks of the text are kept, empty ones left out.
 */
export function linesOf(text: string, width: number, maxLines: number, measure: (text: string) => number): string[] {
  const lines = text
    .split(/\r\n?|\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph) => wrapped(paragraph, width, measure))
  if (lines.length <= maxLines) return lines
  const shown = lines.slice(0, maxLines)
  const last = shown.pop() ?? ''
  return [...shown, shortened(last, width, measure)]
}

function wrapped(paragraph: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(paragraph)) {
    if (line === '' || measure(line + piece.trimEnd()) <= width) {
      line += piece
    } else {
      lines.push(line)
      line = piece
    }
    // A piece alone may be longer than the line.
    while (measure(line.trimEnd()) > width) {
      const begin = fitting(line, width, measure)
      if (begin.length === line.length) break
      lines.push(begin)
      line = line.slice(begin.length)
    }
  }
  return [...lines, line].map((one) => one.trim()).filter((one) => one !== '')
}

/** What may not be torn apart: a Latin word with the spaces after it, or a Chinese character with its marks. */
function piecesOf(paragraph: string): string[] {
  const pieces: string[] = []
  for (const character of paragraph) {
    const before = pieces[pieces.length - 1]
    if (before !== undefined && belongs(before, character)) pieces[pieces.length - 1] = before + character
    else pieces.push(character)
  }
  return pieces
}

function belongs(before: string, character: string): boolean {
  const last = before[before.length - 1]!
  if (character === ' ' || NOT_FIRST.includes(character) || NOT_LAST.includes(last)) return true
  return isLatin(last) && isLatin(character)
}

function isLatin(character: string): boolean {
  return /^[A-Za-z0-9\u00c0-\u024f'’_@#&+/-]$/.test(character)
}

/** As many characters from the beginning as fit; one at least. */
function fitting(line: string, width: number, measure: (text: string) => number): string {
  let begin = ''
  for (const character of line) {
    if (begin !== '' && measure(begin + character) > width) return begin
    begin += character
  }
  return begin
}

function shortened(line: string, width: number, measure: (text: string) => number): string {
  const characters = Array.from(line)
  while (characters.length > 0 && measure(characters.join('') + ELLIPSIS) > width) characters.pop()
  return characters.join('').trimEnd() + ELLIPSIS
}
