import type { FileRef } from '@core/contract/common'
import { galleryFake } from './fake'

export function pictureAddress(file: FileRef): string | null {
  return galleryFake.addressed ? `/files/${file}` : null
}

export async function openGallery(sources: readonly string[], first: number): Promise<void> {
  galleryFake.shown.push({ sources, first })
}
