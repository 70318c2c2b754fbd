import { AppError } from '@core/contract/errors'

export interface Size {
  width: number
  height: number
}

/** What one try made of a picture. */
export interface Encoded {
  /** Its length in bytes. */
  length: number
}

/** Bytes of a picture where nobody says otherwise. */
export const USUAL_BYTES = 300_000
/** Nothing larger is even opened: a phone may die of it. */
export const MOST_SOURCE_BYTES = 30_000_000

const LONGEST_SIDE = 1600
/** From good to just good enough; below that a smaller picture is better than a poorer one. */
const QUALITIES = [0.85, 0.7, 0.55]
const SHRINK = 0.75
/** 1,600 → 380 pixels: smaller is no picture any more. */
const SIZES = 6

/**
 * Makes a picture small enough by trying: poorer first, then smaller. `encode` makes one try and answers its length.
 * Throws AppError `picture_too_large` where even the poorest, smallest one is.
 */
export async function fitPicture<E extends Encoded>(
  source: Size,
  maxBytes: number,
  encode: (size: Size, quality: number) => Promise<E>,
): Promise<E & Size> {
  const first = Math.min(1, LONGEST_SIDE / Math.max(source.width, source.height))
  for (let step = 0; step < SIZES; step += 1) {
    const size = scaled(source, first * SHRINK ** step)
    for (const quality of QUALITIES) {
      const made = await encode(size, quality)
      if (made.length <= maxBytes) return { ...made, ...size }
    }
  }
  throw new AppError('picture_too_large')
}

function scaled({ width, height }: Size, scale: number): Size {
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
