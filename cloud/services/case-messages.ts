import type { Instant } from '@core/contract/common'
import type { ErrorParams } from '@core/contract/errors'
import type { MessageKind } from '@core/contract/inbox'
import { MESSAGE_WORDING } from '@core/contract/inbox-wording'
import { CASE_KIND_NAMES } from '@core/contract/names'
import { excerptOf } from '@cloud/presenters/case'
import type { CaseCardRow } from '@cloud/store/cases'
import type { Tables } from '@cloud/store/store'
import type { Ids } from './ids'
import type { Secrecy } from './secrecy'

/** Messages of a case, and nothing else. */
export type CaseMessageKind = Extract<MessageKind, `case_${string}`>

/** What messages say of a case. */
export type CaseTold = Pick<
  CaseCardRow,
  'id' | 'kind' | 'topic' | 'textEnc' | 'personId' | 'ownerOrgId' | 'ownerId' | 'openedOrgId' | 'aboutOrgId'
>

/** What a case is called to those who do not read it. */
const SOME_CASE = '一件诉求'
/** What people wrote themselves stays sealed in their inboxes as well. */
const IN_CONFIDENCE = ['excerpt', 'reason'] as const

type Told = Pick<Tables, 'inbox' | 'officers' | 'cases'>
interface Means {
  ids: Ids
  secrecy: Secrecy
}

/**
 * Tells people of a case, each in their inbox. `{kind}` is filled from the case, and so is `{excerpt}` where the sentence has it: it is
 * for those who read the case. `params` are the others of the kind's sentence. Days are `dateName`: a message is read on another day than it was written.
 */
export async function tellOfCase(
  store: Pick<Told, 'inbox'>,
  means: Means,
  file: CaseTold,
  personIds: readonly string[],
  kind: CaseMessageKind,
  params: ErrorParams,
  now: Instant,
): Promise<void> {
  const words: ErrorParams = MESSAGE_WORDING[kind].includes('{excerpt}') ? { excerpt: excerptOf(file, means.secrecy) } : {}
  await send(store, means, file, personIds, kind, { ...words, ...params }, now)
}

/**
 * Tells the person; of a whistle, which has none, those who whistled for it.
 * @param exceptId who did it, and knows
 */
export async function tellWriter(
  store: Told,
  means: Means,
  file: CaseTold,
  kind: CaseMessageKind,
  params: ErrorParams,
  now: Instant,
  exceptId: string | null = null,
): Promise<void> {
  if (file.personId !== null) return tellOfCase(store, means, file, [file.personId], kind, params, now)
  if (file.openedOrgId !== null) await tellOfficers(store, means, file, file.openedOrgId, kind, params, now, exceptId)
}

/** Tells whoever has the case in hand; where they are no officer there any more, or nobody has, all officers of the organization in charge. */
export async function tellInCharge(
  store: Told,
  means: Means,
  file: CaseTold,
  kind: CaseMessageKind,
  params: ErrorParams,
  now: Instant,
): Promise<void> {
  const { ownerId, ownerOrgId } = file
  if (ownerId !== null && (await store.cases.officersAmong([ownerId], ownerOrgId, now)).length > 0)
    return tellOfCase(store, means, file, [ownerId], kind, params, now)
  await tellOfficers(store, means, file, ownerOrgId, kind, params, now)
}

/**
 * Tells the officers of an organization that reads the case. Where it has none, those of the nearest above that has some are told that
 * there is a case, and nothing of what it says: they do not read it. Neither its person nor officers of whom it is kept from are told.
 * @param exceptId who did it, and knows
 */
export async function tellOfficers(
  store: Told,
  means: Means,
  file: CaseTold,
  orgId: string,
  kind: CaseMessageKind,
  params: ErrorParams,
  now: Instant,
  exceptId: string | null = null,
): Promise<void> {
  const responsible = await store.officers.of(orgId, 'officer', now)
  const keptFrom = file.aboutOrgId === null ? [] : await store.cases.officersAmong(responsible.personIds, file.aboutOrgId, now)
  const told = responsible.personIds.filter((id) => id !== exceptId && id !== file.personId && !keptFrom.includes(id))
  if (responsible.orgId === orgId) return tellOfCase(store, means, file, told, kind, params, now)
  const { excerpt: _, reason: __, ...without } = params
  await send(store, means, file, told, kind, { ...without, excerpt: SOME_CASE }, now)
}

/** Tells people who do not read a case of it, and nothing of what it says. */
export async function tellNoReaders(
  store: Pick<Told, 'inbox'>,
  means: Means,
  file: CaseTold,
  personIds: readonly string[],
  kind: CaseMessageKind,
  params: ErrorParams,
  now: Instant,
): Promise<void> {
  await send(store, means, file, personIds, kind, params, now)
}

/** The params of a message as its sentence is filled with them: what was sealed is opened. */
export function openParams(kind: MessageKind, params: ErrorParams, secrecy: Secrecy): ErrorParams {
  if (!kind.startsWith('case_')) return params
  return withConfidential(params, (text) => secrecy.open(text))
}

async function send(
  store: Pick<Told, 'inbox'>,
  { ids, secrecy }: Means,
  file: CaseTold,
  personIds: readonly string[],
  kind: CaseMessageKind,
  params: ErrorParams,
  now: Instant,
): Promise<void> {
  const sealed = withConfidential({ kind: CASE_KIND_NAMES[file.kind], ...params }, (text) => secrecy.seal(text))
  await store.inbox.send(
    personIds.map((personId) => ({ id: ids.uuid(now), personId, kind, params: sealed, eventId: null, homeId: null, caseId: file.id })),
    now,
  )
}

function withConfidential(params: ErrorParams, change: (text: string) => string): ErrorParams {
  const changed = IN_CONFIDENCE.flatMap((name) => (name in params ? [[name, change(String(params[name]))] as const] : []))
  return { ...params, ...Object.fromEntries(changed) }
}
