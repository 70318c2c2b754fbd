import { beginsAsPicture } from './kind'

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

test.each([
  ['a JPEG', 'ÿØÿà\u0000\u0010JFIF\u0000\u0001'],
  ['a JPEG of a camera', 'ÿØÿá\u0000\u0010Exif\u0000\u0000'],
  ['a PNG', '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\r'],
  ['a WebP', 'RIFF\u0010\u0000\u0000\u0000WEBP'],
])('%s is a picture', (_, head) => {
  expect(beginsAsPicture(bytes(head))).toBe(true)
})

test.each([
  ['a GIF', 'GIF89a\u0000\u0000\u0000\u0000\u0000\u0000'],
  ['a sound', 'RIFF\u0010\u0000\u0000\u0000WAVE'],
  ['a page', '<html><svg o'],
  ['a drawing that may carry a script', '<svg xmlns="'],
  ['a program', 'MZ\u0090\u0000\u0003\u0000\u0000\u0000'],
  ['half a PNG', '\u0089PNG\r\n'],
  ['nothing', ''],
])('%s is none', (_, head) => {
  expect(beginsAsPicture(bytes(head))).toBe(false)
})
