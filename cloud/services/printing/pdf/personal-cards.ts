/**
 * Cards for people without a phone (domain.md, 「Presence」: 「printed personal cards for those without a phone」): A4, ten to a page,
 * each of the size of a name card, to be cut along the marks and read at the door.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { drawMark } from './brand-mark'
import { A4, COLORS, mm, openPaper, type Paper } from './paper'
import { codeDrawer, type DrawCode } from './qr-code'

export interface PersonalCard {
  name: string
  /** What tells two of one name apart: class, village, the last digits of a number. May be empty. */
  note: string
  /** What the QR code says. */
  code: string
}

export interface PersonalCards {
  orgName: string
  cards: readonly PersonalCard[]
  /** The last day on which the cards are taken, in words: `2026-12-31`. */
  validUntil: string
}

const COLUMNS = 2
const ROWS = 5
const PER_PAGE = COLUMNS * ROWS
const CARD = { width: mm(90), height: mm(54) }
const LEFT = (A4.width - COLUMNS * CARD.width) / 2
const TOP = (A4.height - ROWS * CARD.height) / 2
/** A cut mark begins this far from the cards, so that a cut that is a little off leaves nothing of it on a card. */
const MARK_GAP = mm(2)
const MARK_LENGTH = mm(5)

const PADDING = mm(5)
const CODE_SIDE = mm(32)
/** Between text and code: more than the four white modules of every code that has at least 25 modules a side. */
const QUIET = mm(6)
const TEXT_WIDTH = CARD.width - 2 * PADDING - CODE_SIDE - QUIET

const USE = '签到时出示这张卡'
const until = (day: string) => `有效期至 ${day}`

/**
 * The cards as a PDF. Pages are packed one by one, and between two of them the host does what else it has to do: 3,000 cards
 * keep nobody at a door waiting.
 * @throws MissingGlyphError when a name cannot be drawn
 */
export async function printPersonalCards({ orgName, cards, validUntil }: PersonalCards): Promise<Buffer> {
  const [paper, drawCode] = await Promise.all([openPaper({ title: `${orgName} 签到卡`, texts: textsOf() }), codeDrawer()])
  for (let first = 0; first < cards.length; first += PER_PAGE) {
    paper.addPage()
    drawCutMarks(paper)
    cards.slice(first, first + PER_PAGE).forEach((card, index) => {
      const x = LEFT + (index % COLUMNS) * CARD.width
      const y = TOP + Math.floor(index / COLUMNS) * CARD.height
      drawCard(paper, drawCode, { orgName, card, validUntil }, x, y)
    })
    await nextTurn()
  }
  return paper.finish()

  function* textsOf() {
    yield orgName
    yield USE
    yield until(validUntil)
    for (const { name, note } of cards) yield name + note
  }
}

interface CardContent {
  orgName: string
  card: PersonalCard
  validUntil: string
}

function drawCard(paper: Paper, drawCode: DrawCode, { orgName, card, validUntil }: CardContent, x: number, y: number): void {
  const left = x + PADDING
  const markSide = mm(5)
  drawMark(paper, left, y + mm(4), markSide)
  const beside = markSide + mm(2)
  const soft = { weight: 'regular', color: COLORS.softInk } as const
  paper.block(orgName, soft, { x: left + beside, y: y + mm(7.6) }, { width: TEXT_WIDTH - beside, maxLines: 2, sizes: [9, 8, 7] })
  const strong = { weight: 'bold', color: COLORS.ink } as const
  const below = paper.block(
    card.name,
    strong,
    { x: left, y: y + mm(19.5) },
    { width: TEXT_WIDTH, maxLines: 2, sizes: [20, 16, 13, 11, 9.5], even: true },
  )
  paper.block(card.note, soft, { x: left, y: below }, { width: TEXT_WIDTH, maxLines: 2, sizes: [9.5, 8.5, 8] })
  paper.write(USE, { weight: 'bold', size: 10, color: COLORS.red }, { x: left, y: y + mm(44) })
  paper.write(until(validUntil), { weight: 'regular', size: 8, color: COLORS.softInk }, { x: left, y: y + mm(48.5) })
  drawCode(paper, card.code, { x: x + CARD.width - PADDING - CODE_SIDE, y: y + (CARD.height - CODE_SIDE) / 2, side: CODE_SIDE })
}

/** Short lines in the margins at every edge of a card, and little crosses where four cards meet. */
function drawCutMarks({ shapes }: Paper): void {
  const edges = Array.from({ length: COLUMNS + 1 }, (_, column) => LEFT + column * CARD.width)
  const seams = Array.from({ length: ROWS + 1 }, (_, row) => TOP + row * CARD.height)
  const right = edges.at(-1)! + MARK_GAP
  const bottom = seams.at(-1)! + MARK_GAP
  shapes.lineWidth(0.5).strokeColor(COLORS.softInk)
  for (const edge of edges) {
    line(edge, TOP - MARK_GAP - MARK_LENGTH, edge, TOP - MARK_GAP)
    line(edge, bottom, edge, bottom + MARK_LENGTH)
  }
  for (const seam of seams) {
    line(LEFT - MARK_GAP - MARK_LENGTH, seam, LEFT - MARK_GAP, seam)
    line(right, seam, right + MARK_LENGTH, seam)
  }
  for (const edge of edges.slice(1, -1)) {
    for (const seam of seams.slice(1, -1)) {
      line(edge - mm(1.5), seam, edge + mm(1.5), seam)
      line(edge, seam - mm(1.5), edge, seam + mm(1.5))
    }
  }
  shapes.stroke()

  function line(fromX: number, fromY: number, toX: number, toY: number): void {
    shapes.moveTo(fromX, fromY).lineTo(toX, toY)
  }
}
