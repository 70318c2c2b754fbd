export interface ScanPlatform {
  /**
   * Fetches what reading a code needs, some seconds later and off the way of everything else, so that a hall without a
   * network finds it there. Nothing where the phone can do it by itself, or where its owner saves data.
   */
  prepareScan(): void
  /**
   * Asks for a code with the camera: its text, or null where the person gave up. In the browser it offers a photo where
   * there is no camera or no permission. Throws AppError `camera_refused` where WeChat was forbidden the camera.
   */
  scanCode(): Promise<string | null>
  /** Asks for a photo and reads the code in it: its text, or null where none was chosen or none can be read. */
  decodePhoto(): Promise<string | null>
  /**
   * The code with which a page was opened: `q`, URL-encoded by WeChat for an ordinary link's QR code, or `scene` of a
   * mini-program code. Null where the page was opened without one.
   */
  readEntryCode(params: Record<string, string | undefined>): string | null
}
