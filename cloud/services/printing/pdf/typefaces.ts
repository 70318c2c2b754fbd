/**
 * The fonts that are embedded in what we print. Noto Sans SC in two weights draws nearly everything: 30,890 characters, among them
 * all but 26 of the 27,584 ideographs between U+3400 and U+9FFF. LXGW WenKai adds some 1,500 rarer ones of people's names (𠮷).
 * Both come from npm under the SIL Open Font License. A host reads them when it prints for the first time and then keeps them:
 * 21 MB of memory, and 16 MB more from the first rare character on.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import FONT_FILES from './font-files.json'
import { sfntOfWoff } from './sfnt'

export type Weight = 'regular' | 'bold'
export type FaceName = Weight | 'rare'

/** One font file: its bytes, and whether it draws a code point. */
export interface Typeface {
  bytes: Buffer
  has(codePoint: number): boolean
}

/** The faces a text is drawn with. `rare` is there only when one of its characters needs it. */
export type Typefaces = Record<Weight, Typeface> & { rare: Typeface | null }

/** A character that no font of ours can draw. Nothing is printed then: a blank on a card or a certificate would go unseen. */
export class MissingGlyphError extends Error {
  constructor(readonly character: string) {
    super(`no font draws ${character} (U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')})`)
    this.name = 'MissingGlyphError'
  }
}

/** Where each face lies in its package. `config/build.cjs` copies these files beside a cloud function that prints. */
const FILES: Record<FaceName, string> = FONT_FILES

const kept = new Map<FaceName, Promise<Typeface>>()

/**
 * The typefaces that draw every character of the texts.
 * @throws MissingGlyphError for the first character that none of them has
 */
export async function typefacesFor(texts: Iterable<string>): Promise<Typefaces> {
  const [regular, bold] = await Promise.all([face('regular'), face('bold')])
  const rarities = new Set<string>()
  for (const text of texts) {
    for (const character of drawable(text)) {
      const codePoint = character.codePointAt(0)!
      if (character !== '\n' && !(regular.has(codePoint) && bold.has(codePoint))) rarities.add(character)
    }
  }
  if (rarities.size === 0) return { regular, bold, rare: null }
  const rare = await face('rare')
  for (const character of rarities) if (!rare.has(character.codePointAt(0)!)) throw new MissingGlyphError(character)
  return { regular, bold, rare }
}

/**
 * A text without what has no shape: controls, direction marks, joiners and variation selectors, which come along when
 * somebody copies a name out of a chat. White space of every kind is a space; line breaks stay.
 */
export function drawable(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\S\n]/gu, (space) => (space === '\u3000' ? space : ' '))
    .replace(/(?!\n)[\p{Cc}\p{Cf}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu, '')
}

function face(name: FaceName): Promise<Typeface> {
  const there = kept.get(name)
  if (there) return there
  const loading = load(name)
  kept.set(name, loading)
  // A file that could not be read this time may be readable the next.
  loading.catch(() => kept.delete(name))
  return loading
}

async function load(name: FaceName): Promise<Typeface> {
  const { create } = await import('fontkit')
  const file = await readFile(placeOf(FILES[name]))
  const bytes = FILES[name].endsWith('.woff') ? sfntOfWoff(file) : file
  const font = create(bytes)
  if (!('hasGlyphForCodePoint' in font)) throw new TypeError(`${FILES[name]} is a collection of fonts`)
  return { bytes, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) }
}

function placeOf(file: string): string {
  const beside = path.join(__dirname, 'fonts', path.basename(file))
  return existsSync(beside) ? beside : createRequire(path.join(__dirname, 'package.json')).resolve(file)
}
