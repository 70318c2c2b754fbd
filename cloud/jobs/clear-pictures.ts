import type { JobParts } from './parts'

const MOST = 100

/** Clears pictures away that somebody handed in and nothing has used, or uses any more. */
export async function clearPictures({ store, now }: JobParts): Promise<void> {
  await store.transaction((tx) => tx.files.clearUnused(now, MOST))
}
