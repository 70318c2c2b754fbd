import type { FileRef, Instant } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import type { Tables } from '@cloud/store/store'

/**
 * Lets a case take files that the caller handed in before, and answers the references to be kept with it. They belong to the case from
 * then on: a reference names its owner, and whoever reads an anonymous person's case must not learn from it who they are. Throws
 * file_incomplete where one is not there, or is not the caller's own.
 */
export async function takeAttachments(
  store: Tables,
  files: readonly FileRef[],
  personId: string,
  caseId: string,
  now: Instant,
): Promise<FileRef[]> {
  const taken = await store.files.giveToCase(files, personId, caseId, now)
  if (!taken) throw new AppError('file_incomplete')
  return taken
}
