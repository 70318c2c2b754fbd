import { CATEGORIES } from '@core/contract/names'
import { defaultCover } from './default-cover'

const svgOf = (category: string) => decodeURIComponent(defaultCover(category).replace('data:image/svg+xml,', ''))

test('each of the six categories has its own picture, and all others one together', () => {
  expect(new Set(CATEGORIES.map(defaultCover)).size).toBe(CATEGORIES.length)
  expect(defaultCover('c_own1')).toBe(defaultCover('toString'))
  expect(CATEGORIES.map(defaultCover)).not.toContain(defaultCover('c_own1'))
})

test.each([...CATEGORIES, 'c_own1'])('the picture of %s is whole', (category) => {
  const drawn = new DOMParser().parseFromString(svgOf(category), 'image/svg+xml')
  expect(drawn.querySelector('parsererror')).toBeNull()
  expect(drawn.documentElement.getAttribute('viewBox')).toBe('0 0 640 360')
  // Fills whatever box it stands in.
  expect(drawn.documentElement.getAttribute('preserveAspectRatio')).toMatch(/slice$/)
})
