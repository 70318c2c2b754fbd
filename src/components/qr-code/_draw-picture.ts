/** Draws a code's picture with `scale` pixels a module, as the camera of a reader would get it. */
export function drawPicture(picture: string, scale: number) {
  const svg = decodeURIComponent(picture.slice('data:image/svg+xml,'.length))
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)![1])
  const width = side * scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-/g)) {
    for (let row = 0; row < scale; row += 1) {
      for (let column = 0; column < Number(length) * scale; column += 1) {
        const at = ((Number(y) * scale + row) * width + Number(x) * scale + column) * 4
        data.fill(0, at, at + 3)
      }
    }
  }
  return { width, height: width, data }
}
