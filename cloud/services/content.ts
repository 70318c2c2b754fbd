/**
 * What people publish is looked at before everybody sees it: by the platform's content check where one is configured, and by
 * an officer where none is (domain.md, 「Accounts, privacy, safety」).
 */
import type { PictureType } from '@core/contract/files'

/** `passed`: the platform has no objection. `look`: it cannot say, so a human decides. `refused`: not to be published. */
export type Verdict = 'passed' | 'look' | 'refused'

/** What somebody wants everybody to see. */
export interface PublicContent {
  texts: readonly string[]
  pictures: readonly { bytes: Buffer; mime: PictureType }[]
  /** The author, by the platform's name for them; null where it knows none. */
  openid: string | null
}

/**
 * Looks at content.
 * @throws AppError `unavailable` where the platform does not answer now: what it has not seen is not published, and may be sent again
 */
export type ContentCheck = (content: PublicContent) => Promise<Verdict>

/** Where no platform is configured the officer who publishes has looked. */
export const officersLook: ContentCheck = () => Promise.resolve('look')
