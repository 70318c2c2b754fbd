/** A filled rectangle, with round corners where `radius` says so. */
export interface RectCommand {
  draw: 'rect'
  x: number
  y: number
  width: number
  height: number
  fill: string
  radius?: number
}

/** A filled polygon through its corners. */
export interface PolygonCommand {
  draw: 'polygon'
  corners: readonly (readonly [x: number, y: number])[]
  fill: string
}

/** Text that wraps at `width` and ends in … after `maxLines`; `x`, `y` is the upper left corner of its box. */
export interface TextCommand {
  draw: 'text'
  text: string
  x: number
  y: number
  width: number
  /** Height of the letters. */
  size: number
  lineHeight: number
  maxLines: number
  color: string
  bold?: boolean
  align?: 'left' | 'center' | 'right'
}

/** A picture that fills its box and is cut where it is longer. One that cannot be loaded is left out. */
export interface ImageCommand {
  draw: 'image'
  src: string
  x: number
  y: number
  width: number
  height: number
  radius?: number
}

/**
 * A QR code, its modules dark where true, in a white square of `size` with the quiet zone that readers need; a margin of the
 * modules' own does no harm.
 */
export interface QrCommand {
  draw: 'qr'
  modules: readonly (readonly boolean[])[]
  x: number
  y: number
  size: number
}

export type DrawingCommand = RectCommand | PolygonCommand | TextCommand | ImageCommand | QrCommand

/** A picture to be drawn, bottom to top. All lengths in pixels of the picture. */
export interface Drawing {
  width: number
  height: number
  commands: readonly DrawingCommand[]
}

/** A picture that was drawn. */
export interface DrawnPicture {
  /** An address that Image shows and a share card takes: a temporary file, or an address of the page. */
  src: string
  width: number
  height: number
}

/** `saved`: it is in the album, or among the downloads. `refused`: the album stays closed to us. */
export type SaveOutcome = 'saved' | 'given_up' | 'refused' | 'failed'

export interface DrawingPlatform {
  /** Draws a picture as PNG. Rejects where the phone has no canvas for it. */
  drawPicture(drawing: Drawing): Promise<DrawnPicture>
  /**
   * Puts a drawn picture into the album of the phone, or downloads it under `name` (`海报.png`); must be called from a
   * press. WeChat asks for the album once; after a refusal we ask and lead to its settings. Never throws.
   */
  savePicture(picture: DrawnPicture, name: string): Promise<SaveOutcome>
}
