import type { Instant } from '@core/contract/common'
import { clockOf, dayNumberOf, dayOf, monthNameOf, weekdayOf } from '@core/rules/shared/calendar'
import type { Drawing, DrawingCommand } from '@/platform/drawing/types'

/** What stands on the share picture of an event. */
export interface SharedEvent {
  title: string
  startsAt: Instant
  endsAt: Instant
  /** Where it is: the home, and the address where there is one. */
  place: string
  /** Whose event it is. */
  organizer: string
  /** The address of the cover; null where there is none. */
  cover: string | null
}

/** Of a card in a chat, 5:4. */
const WIDTH = 1000
const HEIGHT = 800
const LEFT = 88
const INNER = WIDTH - 2 * LEFT

const COVER = { x: 64, y: 64, width: WIDTH - 128, height: 230, radius: 22 }
/** The code ends here and at the right margin; it is larger where no cover takes its room. */
const CODE_BOTTOM = 680
/** From here on words keep to the left of the code. */
const FOOT = 428
const BESIDE = 512

/** The colors of the light theme (styles/tokens.css): a picture does not know the dark. */
const INK = '#211C18'
const INK_2 = '#5E554C'
const INK_3 = '#7A7066'
const RED = '#C4281C'
const GOLD = '#EDB83D'
const WHITE = '#FFFFFF'
const PAPER = '#FAF7F2'

/**
 * The picture of an event for a chat or an album, with the QR code of its link (`modules`, true is dark). The day is named
 * by its date and never 「明天」: nobody knows when the picture will be looked at.
 */
export function sharePicture(event: SharedEvent, modules: readonly (readonly boolean[])[]): Drawing {
  const code = event.cover === null ? 296 : 250
  const codeX = WIDTH - LEFT - code
  return {
    width: WIDTH,
    height: HEIGHT,
    commands: [
      { draw: 'rect', x: 0, y: 0, width: WIDTH, height: HEIGHT, fill: PAPER },
      { draw: 'rect', x: 40, y: 40, width: WIDTH - 80, height: HEIGHT - 80, fill: WHITE, radius: 36 },
      ...coverCommands(event),
      titleCommand(event),
      { draw: 'rect', x: LEFT, y: FOOT, width: 64, height: 8, fill: RED, radius: 4 },
      { ...line(spanOnDays(event.startsAt, event.endsAt)), y: FOOT + 32, size: 34, lineHeight: 46, maxLines: 2, color: INK, bold: true },
      { ...line(event.place), y: FOOT + 130, size: 30, lineHeight: 42, maxLines: 2, color: INK_2 },
      { draw: 'qr', modules, x: codeX, y: CODE_BOTTOM - code, size: code },
      { ...line('扫一扫，看详情、报名'), x: codeX, y: CODE_BOTTOM + 4, width: code, ...SMALL, align: 'center' },
      ...markCommands(LEFT, 656, 64),
      { ...line('青年有约'), x: LEFT + 80, y: 652, width: BESIDE - 80, size: 28, lineHeight: 36, maxLines: 1, color: INK, bold: true },
      { ...line(event.organizer), x: LEFT + 80, y: 688, width: BESIDE - 80, ...SMALL },
    ],
  }
}

const SMALL = { size: 22, lineHeight: 32, maxLines: 1, color: INK_3 }

function line(text: string): { draw: 'text'; text: string; x: number; width: number } {
  return { draw: 'text', text, x: LEFT, width: BESIDE }
}

/** With a cover two lines of it, without one three larger ones. */
function titleCommand({ title, cover }: SharedEvent): DrawingCommand {
  const box = cover === null ? { y: 92, size: 68, lineHeight: 90, maxLines: 3 } : { y: 308, size: 44, lineHeight: 56, maxLines: 2 }
  return { ...line(title), width: INNER, ...box, color: INK, bold: true }
}

/** Under the cover the ground stays gold, in case the cover cannot be loaded. */
function coverCommands({ cover }: SharedEvent): DrawingCommand[] {
  if (cover === null) return []
  return [
    { draw: 'rect', ...COVER, fill: '#FBF1DA' },
    { draw: 'image', src: cover, ...COVER },
  ]
}

/** The mark of 青年有约 (assets/mark.svg) as commands: a door left ajar, a strip of light on the floor. */
export function markCommands(x: number, y: number, size: number): DrawingCommand[] {
  const unit = size / 48
  const polygon = (fill: string, corners: [number, number][]): DrawingCommand => ({
    draw: 'polygon',
    fill,
    corners: corners.map(([right, down]) => [x + right * unit, y + down * unit] as const),
  })
  const frame: [number, number][] = [
    [12, 37.5],
    [12, 11],
    [14, 9],
    [34, 9],
    [36, 11],
    [36, 36],
    [33, 36],
    [33, 12],
    [15, 12],
    [15, 37.5],
  ]
  return [
    { draw: 'rect', x, y, width: size, height: size, fill: RED, radius: 11 * unit },
    polygon(GOLD, [
      [14.5, 35.5],
      [24, 35.5],
      [24, 38.7],
      [10.5, 41],
    ]),
    polygon(WHITE, frame),
    polygon(WHITE, [
      [36, 11.5],
      [23.5, 13.4],
      [23.5, 39.9],
      [36, 37],
    ]),
    { draw: 'rect', x: x + 25.4 * unit, y: y + 24.4 * unit, width: 3.2 * unit, height: 3.2 * unit, fill: RED, radius: 1.6 * unit },
  ]
}

/** `11月28日 周六 14:00–17:00`; the second day is named where it is another. */
function spanOnDays(from: Instant, to: Instant): string {
  const end = dayOf(from) === dayOf(to) ? clockOf(to) : `${dated(to)} ${clockOf(to)}`
  return `${dated(from)} ${clockOf(from)}–${end}`
}

function dated(at: Instant): string {
  return `${monthNameOf(at)}${dayNumberOf(at)}日 ${weekdayOf(at)}`
}
