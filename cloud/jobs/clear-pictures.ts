import { DAY_MS } from '@core/rules/shared/calendar'
import type { JobParts } from './parts'

const MOST = 100

/** Clears away what somebody handed in and nothing has used, or uses any more; and a day later what came of a document and never became one. */
export async function clearPictures({ store, now }: JobParts): Promise<void> {
  await store.transaction((tx) => tx.files.clearUnused(now, MOST))
  await store.transaction((tx) => tx.files.clearParts(now - DAY_MS, MOST))
}
