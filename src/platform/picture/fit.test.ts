import fc from 'fast-check'
import { fitPicture, USUAL_BYTES, type Size } from './fit'

/** A picture whose length follows its area and quality, as a photo's does. */
function photo(bytesPerPixel: number) {
  const tries: (Size & { quality: number })[] = []
  return {
    tries,
    async encode({ width, height }: Size, quality: number) {
      tries.push({ width, height, quality })
      return { length: Math.round(width * height * bytesPerPixel * quality) }
    },
  }
}

test('a photo of a phone is made 1,600 pixels long and keeps its proportions', async () => {
  const made = await fitPicture({ width: 4000, height: 3000 }, USUAL_BYTES, photo(0.1).encode)
  expect(made).toMatchObject({ width: 1600, height: 1200 })
})

test('a small picture is not blown up', async () => {
  expect(await fitPicture({ width: 300, height: 400 }, USUAL_BYTES, photo(0.1).encode)).toMatchObject({ width: 300, height: 400 })
})

test('poorer comes before smaller', async () => {
  const { encode, tries } = photo(0.25)
  await fitPicture({ width: 1600, height: 1200 }, USUAL_BYTES, encode)
  expect(tries.map(({ width, quality }) => [width, quality])).toEqual([
    [1600, 0.85],
    [1600, 0.7],
    [1600, 0.55],
  ])
})

test('a strip of one pixel stays one', async () => {
  expect(await fitPicture({ width: 20_000, height: 1 }, USUAL_BYTES, photo(0.1).encode)).toMatchObject({ width: 1600, height: 1 })
})

test('what does not get small enough is refused', async () => {
  await expect(fitPicture({ width: 4000, height: 3000 }, 1000, photo(1).encode)).rejects.toMatchObject({ code: 'picture_too_large' })
})

test('what is answered is never larger than allowed, nor longer than 1,600 pixels', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(9000), fc.nat(9000), fc.double({ min: 0.01, max: 3, noNaN: true }), async (width, height, bytesPerPixel) => {
      const source = { width: width + 1, height: height + 1 }
      const made = await fitPicture(source, USUAL_BYTES, photo(bytesPerPixel).encode).catch(() => null)
      if (!made) return
      expect(made.length).toBeLessThanOrEqual(USUAL_BYTES)
      expect(Math.max(made.width, made.height)).toBeLessThanOrEqual(1600)
    }),
  )
})
