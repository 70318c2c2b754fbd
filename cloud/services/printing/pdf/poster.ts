/** The poster of an event, for a wall or a door: A4, black and red and gold on white, readable from across a room. */
import { drawMark, MARK_INSET } from './brand-mark'
import { A4, COLORS, LEADING, mm, openPaper, type Paper } from './paper'
import { codeDrawer } from './qr-code'

export interface Poster {
  title: string
  /** In words: `11月28日 周六 14:00–17:00`. */
  when: string
  where: string
  /** What to do to come: one sentence or two. */
  howToJoin: string
  /** What the QR code opens. */
  link: string
  /** A fixed code that signs in: anybody can photograph it, so the poster says that it counts for less (domain.md, 「Presence」). */
  signsIn: boolean
  organizer: string
  contact: string
}

const MARGIN = mm(18)
const WIDTH = A4.width - 2 * MARGIN
const BAND = mm(112)
const CODE_SIDE = mm(76)
const CODE_FRAME = mm(10)
const FRAME_SIDE = CODE_SIDE + 2 * CODE_FRAME

const BRAND = '青年有约'
const WHEN = '时间'
const WHERE = '地点'
const HOW = '怎么参加'
const ORGANIZER = '主办'
const CONTACT = '联系'
const SIGN_IN_POSTER = '海报签到（保证级别较低）'

/**
 * The poster as a PDF of one page. A long text gets smaller, then wraps, and at last ends with 「…」; nothing leaves its room.
 * @throws MissingGlyphError
 */
export async function printPoster(poster: Poster): Promise<Buffer> {
  const { title, when, where, howToJoin, link, signsIn, organizer, contact } = poster
  const fixed = [BRAND, WHEN, WHERE, HOW, ORGANIZER, CONTACT, SIGN_IN_POSTER, '…']
  const texts = [title, when, where, howToJoin, organizer, contact, ...fixed]
  const [paper, drawCode] = await Promise.all([openPaper({ title, texts }), codeDrawer()])
  paper.addPage()
  drawHead(paper, title)

  const afterWhen = fact(paper, WHEN, when, BAND + mm(18))
  fact(paper, WHERE, where, afterWhen + mm(4))

  const frameTop = mm(168)
  paper.shapes.lineWidth(2).roundedRect(MARGIN, frameTop, FRAME_SIDE, FRAME_SIDE, 14).stroke(COLORS.red)
  drawCode(paper, link, { x: MARGIN + CODE_FRAME, y: frameTop + CODE_FRAME, side: CODE_SIDE })
  if (signsIn) {
    const below = { x: MARGIN + FRAME_SIDE / 2, y: frameTop + FRAME_SIDE - mm(3), align: 'center' } as const
    paper.write(SIGN_IN_POSTER, { weight: 'bold', size: 11, color: COLORS.red }, below)
  }

  const right = MARGIN + FRAME_SIDE + mm(8)
  const rightWidth = A4.width - MARGIN - right
  paper.write(HOW, { weight: 'bold', size: 20, color: COLORS.red }, { x: right, y: frameTop + mm(10) })
  const beside = { x: right, y: frameTop + mm(20) }
  paper.block(howToJoin, { weight: 'regular', color: COLORS.ink }, beside, { width: rightWidth, maxLines: 10, sizes: [16, 14, 12, 11] })

  const foot = mm(276)
  paper.shapes
    .lineWidth(0.75)
    .moveTo(MARGIN, foot)
    .lineTo(A4.width - MARGIN, foot)
    .stroke(COLORS.line)
  footLine(paper, `${ORGANIZER} ${organizer}`, foot + mm(6))
  footLine(paper, `${CONTACT} ${contact}`, foot + mm(12))
  return paper.finish()
}

/** The red band with the mark and the title, and a strip of gold light that falls out of it. */
function drawHead(paper: Paper, title: string): void {
  const { shapes } = paper
  shapes.rect(0, 0, A4.width, BAND).fill(COLORS.red)
  shapes.polygon([0, BAND], [A4.width * 0.62, BAND], [A4.width * 0.54, BAND + mm(3.5)], [0, BAND + mm(3.5)]).fill(COLORS.gold)
  const markSide = mm(16)
  // On red the tile is not seen: the door itself stands on the margin.
  drawMark(paper, MARGIN - markSide * MARK_INSET, mm(10), markSide)
  paper.write(BRAND, { weight: 'bold', size: 18, color: COLORS.white }, { x: MARGIN + mm(16), y: mm(20.5) })
  const { size, lines } = paper.fit(title, 'bold', { width: WIDTH, maxLines: 4, sizes: [44, 40, 36, 32, 28, 24], even: true })
  const lineHeight = size * LEADING
  // The title stands on the ground of the band, as in a picture.
  const first = BAND - mm(12) - (lines.length - 1) * lineHeight
  lines.forEach((line, index) =>
    paper.write(line, { weight: 'bold', size, color: COLORS.white }, { x: MARGIN, y: first + index * lineHeight }),
  )
}

/** A label in gold and what it says beside it; answers the baseline of what comes next. */
function fact(paper: Paper, label: string, text: string, y: number): number {
  paper.write(label, { weight: 'bold', size: 15, color: COLORS.goldInk }, { x: MARGIN, y })
  const indent = mm(18)
  const room = { width: WIDTH - indent, maxLines: 2, sizes: [20, 17, 15, 13] } as const
  return paper.block(text, { weight: 'bold', color: COLORS.ink }, { x: MARGIN + indent, y }, room)
}

function footLine(paper: Paper, text: string, y: number): void {
  const room = { width: WIDTH, maxLines: 1, sizes: [12, 11, 10, 9] } as const
  paper.block(text, { weight: 'regular', color: COLORS.softInk }, { x: MARGIN, y }, room)
}
