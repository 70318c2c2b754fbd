import { COLORS, type Paper } from './paper'

/** The units of a side in src/assets/mark.svg, where these shapes come from. */
const UNITS = 48

/** How far the door stands from the edge of its tile, as a share of the side. */
export const MARK_INSET = 10.5 / UNITS

/** The mark of 青年有约, a door left ajar: a red tile with the white frame, the open leaf, and gold light on the floor. */
export function drawMark({ shapes }: Paper, x: number, y: number, side: number): void {
  shapes
    .save()
    .translate(x, y)
    .scale(side / UNITS)
  shapes.roundedRect(0, 0, UNITS, UNITS, 11).fill(COLORS.red)
  shapes.path('M14.5 35.5h9.5v3.2L10.5 41z').fill(COLORS.gold)
  shapes.path('M12 37.5V12a3 3 0 0 1 3-3h18a3 3 0 0 1 3 3v24h-3V12H15v25.5z').fill(COLORS.white)
  shapes.path('M36 11.5L23.5 13.4v26.5L36 37z').fill(COLORS.white)
  shapes.circle(27, 26, 1.6).fill(COLORS.red)
  shapes.restore()
}
