/** What pictures are asked for. */
export interface PictureWish {
  /** At most so many; 9 are the most WeChat gives at once. */
  count: number
  /** `camera` opens it at once; by default the person chooses between album and camera. */
  from?: 'album' | 'camera'
  /** The most bytes of each; 300,000 by default. */
  maxBytes?: number
}

/** A picture as it can go to the server: upright, at most 1,600 pixels long, and without what the camera wrote into it. */
export interface ChosenPicture {
  /** The file, base64. */
  bytes: string
  mime: 'image/jpeg'
  /** In pixels. */
  width: number
  height: number
  /** An address that Image shows, good while the app is open. */
  preview: string
}

export interface PicturePlatform {
  /**
   * Asks the person for pictures; must be called from a press. Each is looked at by its content and made anew: smaller, and
   * without the place and the phone that a camera writes into a photo. Empty where the person gave up; a browser older than
   * that event never answers then, so nothing may wait for it.
   *
   * Throws AppError `not_a_picture` (not a JPEG, PNG or WebP, or a broken one), `picture_too_large` (of more than 30 MB, or
   * one that cannot be made small enough) or `camera_refused`. One bad picture refuses them all: nothing is half taken.
   */
  choosePictures(wish: PictureWish): Promise<ChosenPicture[]>
}
