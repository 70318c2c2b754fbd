import { encodeQR } from 'qr'
import { utf8Bytes } from '@core/rules/shared/bytes'

/** White modules around a code, without which many readers do not see it (ISO/IEC 18004). */
const QUIET = 4

/**
 * A text as the picture of a QR code: an SVG in a data address, so that it is sharp at every size on a TV and on a phone.
 * Error correction medium, white quiet zone included; black on white whatever the page's colours are.
 */
export function qrPicture(text: string): string {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET, textEncoder: utf8Bytes })
  const side = rows.length
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${rows.map(rowPath).join('')}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** The dark runs of one row: a run is one rectangle, which keeps the picture at a third of one per module. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue
    const begin = x
    while (row[x + 1]) x += 1
    const length = x - begin + 1
    path += `M${begin} ${y}h${length}v1h-${length}z`
  }
  return path
}
