import { mm } from '@cloud/services/printing/pdf/paper'
import { readPdf } from '@cloud/services/printing/pdf/_read-pdf'
import type { Visitor } from '../browser/visitor'

/** Waits for what the whole screen of an officer's phone says of a code. It goes by itself, so title and text are seen at once. */
export async function says(visitor: Visitor, title: string, text: string): Promise<void> {
  await visitor.at('verdict').filter({ hasText: title }).filter({ hasText: text }).waitFor()
}

/** Waits until the phone is ready for the next one. */
export async function nextOne(visitor: Visitor): Promise<void> {
  await visitor.at('verdict').waitFor({ state: 'detached' })
}

/** The first of ten cards on a sheet of A4. */
const FIRST_CARD = [mm(15), mm(13.5), mm(90), mm(54)] as const

/** What a camera reads from the first card of a printed sheet, and the words that stand on it. */
export function firstCard(pdf: Buffer): { code: string; words: string[] } {
  const { pages, codes } = readPdf(pdf, [FIRST_CARD])
  const [x, y, width, height] = FIRST_CARD
  const drawn = pages[0]!.texts.filter((one) => one.x < x + width && one.y < y + height)
  return { code: codes[0]!.text, words: drawn.map(({ text }) => text) }
}
