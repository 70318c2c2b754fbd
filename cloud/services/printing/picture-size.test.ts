import { createCanvas } from '@napi-rs/canvas'
import { pictureSize, UnreadablePictureError } from './picture-size'

describe('a picture', () => {
  const canvas = createCanvas(123, 45)

  it('is known by its content, with its size', () => {
    expect(pictureSize(canvas.toBuffer('image/png'))).toEqual({ type: 'png', width: 123, height: 45 })
    expect(pictureSize(canvas.toBuffer('image/jpeg'))).toEqual({ type: 'jpg', width: 123, height: 45 })
  })

  it('that carries a note of its camera before the frame is read all the same', () => {
    const jpeg = canvas.toBuffer('image/jpeg')
    const camera = Buffer.alloc(3000, 0xc0)
    camera.set([0xff, 0xe1, (camera.length - 2) >> 8, (camera.length - 2) & 255])
    expect(pictureSize(Buffer.concat([jpeg.subarray(0, 2), camera, jpeg.subarray(2)]))).toEqual({ type: 'jpg', width: 123, height: 45 })
  })

  it.each([
    ['another kind of picture', canvas.toBuffer('image/webp')],
    ['a script', Buffer.from('<script>alert(1)</script>')],
    ['nothing', Buffer.alloc(0)],
    ['a JPEG that breaks off', canvas.toBuffer('image/jpeg').subarray(0, 20)],
    ['a PNG of no size', Buffer.concat([canvas.toBuffer('image/png').subarray(0, 16), Buffer.alloc(8)])],
  ])('that is %s is refused', (_, bytes) => {
    expect(() => pictureSize(bytes)).toThrow(UnreadablePictureError)
  })
})
