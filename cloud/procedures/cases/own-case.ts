import type { CaseStep } from '@core/contract/cases'
import type { FileRef } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import type { CasePart } from '@core/rules/cases/case-steps'
import type { CaseRow } from '@cloud/store/cases'
import type { Call } from '../procedure'

/** What a person's own command on a case brings along. */
type OwnCall = Pick<Call<'cases.say'>, 'person' | 'openid' | 'now' | 'store' | 'services'>

/**
 * What somebody writes to an organization, and the pictures with it, are looked at first. Throws content_refused: nothing is sent, and
 * the draft stays on the phone. To be asked before anything is locked: the platform may take its time.
 */
export async function checkOwnWords(
  { person, openid, store, services }: OwnCall,
  text: string,
  files: readonly FileRef[] = [],
): Promise<void> {
  const own = files.filter((file) => file.startsWith(`${person.id}/`))
  const found = await Promise.all(own.map((file) => store.files.content(file)))
  const pictures = found.flatMap((picture) => picture ?? [])
  const verdict = await services.checkContent({ texts: [text], pictures, openid: openid ?? (await store.officers.openidOf(person.id)) })
  if (verdict === 'refused') throw new AppError('content_refused')
}

/** Writes into the history what the person does; of a whistle, those who whistled, in the name of their organization. */
export async function recordOwn(
  { person, now, store, services }: OwnCall,
  { file, part }: { file: Pick<CaseRow, 'id' | 'openedOrgId'>; part: CasePart },
  { step, text = '', files = [] }: { step: CaseStep; text?: string; files?: readonly FileRef[] },
): Promise<void> {
  const textEnc = services.secrecy.seal(text)
  const byOrgId = part === 'opener' ? file.openedOrgId : null
  await store.cases.append({ id: services.ids.uuid(now), caseId: file.id, step, byId: person.id, byOrgId, textEnc, files }, now)
}
