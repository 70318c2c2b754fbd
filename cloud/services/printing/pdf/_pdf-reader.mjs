/**
 * Reads a PDF with pdf.js, which shares no code with what made it: `node _pdf-reader.mjs FILE [x,y,width,height]…` prints JSON.
 * For every page its texts in the order in which they are drawn, with their boxes in points from the top left corner; for every
 * area of the first page the QR code that is found in its rendered picture. A process of its own, because pdf.js is an ES module.
 */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import decodeQR from 'qr/decode.js'

const [file, ...codeAreas] = process.argv.slice(2)
const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise
const pages = []
for (let number = 1; number <= document.numPages; number += 1) {
  const page = await document.getPage(number)
  const [, , width, height] = page.view
  const { items } = await page.getTextContent()
  const texts = items
    .filter(({ str }) => str.trim() !== '')
    .map(({ str, width: long, transform }) => ({ text: str, x: transform[4], y: height - transform[5], width: long, size: transform[3] }))
  pages.push({ width, height, texts })
}
const codes = codeAreas.length > 0 ? await readCodes(await document.getPage(1)) : []
process.stdout.write(JSON.stringify({ pages, codes }))

/** What the code in each area says, and the box around all that is quite black, in points. */
async function readCodes(page) {
  const scale = 3
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(viewport.width, viewport.height)
  const context = canvas.getContext('2d')
  await page.render({ canvas, canvasContext: context, viewport }).promise
  return codeAreas.map((area) => {
    const [x, y, width, height] = area.split(',').map((points) => Math.round(Number(points) * scale))
    const picture = context.getImageData(x, y, width, height)
    return { text: decodeQR(picture), ...blackBox(picture, scale) }
  })
}

function blackBox({ data, width }, scale) {
  const xs = []
  const ys = []
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] + data[at + 1] + data[at + 2] > 24) continue
    xs.push((at / 4) % width)
    ys.push(Math.floor(at / 4 / width))
  }
  const extent = (values) =>
    (values.reduce((most, one) => Math.max(most, one), 0) - values.reduce((least, one) => Math.min(least, one), width) + 1) / scale
  return { width: extent(xs), height: extent(ys) }
}
