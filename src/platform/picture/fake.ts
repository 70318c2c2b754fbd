import type { AppError } from '@core/contract/errors'
import type { ChosenPicture, PictureWish } from './types'

/** The album of tests: what the person picks next, or why they cannot. */
export const pictureFake = {
  wishes: [] as PictureWish[],
  album: [] as ChosenPicture[],
  trouble: null as AppError | null,
  reset(): void {
    pictureFake.wishes = []
    pictureFake.album = []
    pictureFake.trouble = null
  },
}

/** A picture whose bytes are told apart by their text. */
export function pictureOf(bytes: string): ChosenPicture {
  return { bytes, mime: 'image/jpeg', width: 1600, height: 1200, preview: `picture://${bytes}` }
}
