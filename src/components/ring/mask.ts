/** An SVG drawing as the value of a CSS mask: what is drawn shows the colour of the element's ground. */
export function svgMask(svg: string): string {
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
}

const RADIUS = 44
const LENGTH = 2 * Math.PI * RADIUS

/** An arc that starts at twelve o'clock and covers `part` (0–1) of the circle, in a square of 100. */
export function arcSvg(part: number): string {
  const bounded = Math.min(1, Math.max(0, part))
  const drawn = (LENGTH * bounded).toFixed(1)
  const arc = `<circle cx="50" cy="50" r="${RADIUS}" fill="none" stroke="#000" stroke-width="9" stroke-linecap="round" stroke-dasharray="${drawn} 400" transform="rotate(-90 50 50)"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${bounded > 0 ? arc : ''}</svg>`
}
