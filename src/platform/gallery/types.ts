import type { FileRef } from '@core/contract/common'

/** Pictures that the server keeps, as the phone shows them. */
export interface GalleryPlatform {
  /** Where Image finds a public picture; null where the server is no address and has to be asked by a call (the cloud). */
  pictureAddress(file: FileRef): string | null
  /**
   * Shows pictures over the whole screen, that at `first` before the others; must be called from a press. `sources` are as
   * Image takes them: addresses, or JPEG, PNG or WebP as `data:` URIs. Never throws.
   */
  openGallery(sources: readonly string[], first: number): Promise<void>
}
