import type { Instant } from '@core/contract/common'
import type { ErrorParams } from '@core/contract/errors'
import type { MessageKind } from '@core/contract/inbox'
import { MESSAGE_WORDING } from '@core/contract/inbox-wording'
import { CASE_KIND_NAMES } from '@core/contract/names'
import { fill } from '@core/contract/wording'
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
const IN_CONFIDENCE = ['excerpt', 'reason', 'what'] as const

/** How a case goes on, as whoever wrote it is told; each with what is said of a whistle (`case_whistled`, `{what}`). */
const WHISTLED_WORDING = {
  case_accepted: '由{org}{name}接手了，{due} 前答复',
  case_returned: '退回了：{reason}',
  case_moved: '转给了{org}：{reason}',
  case_message: '有新的回复',
  case_extended: '的答复延到 {due}：{reason}',
  case_answered: '办好了，看看答复',
  case_explained: '办不了，原因写在里面',
  case_overdue_mine: '晚了 {n} 天没答复，我们已提醒{parent}',
} satisfies Partial<Record<CaseMessageKind, string>>
type CaseProgress = keyof typeof WHISTLED_WORDING

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
 * Tells the person; of a whistle, which has none, the officers of the organization that whistled, in their own words. Where it has none
 * any more, nobody above would read what has become of it.
 * @param exceptId who did it, and knows
 */
export async function tellWriter(
  store: Told,
  means: Means,
  file: CaseTold,
  kind: CaseProgress,
  params: ErrorParams,
  now: Instant,
  exceptId: string | null = null,
): Promise<void> {
  if (file.personId !== null) return tellOfCase(store, means, file, [file.personId], kind, params, now)
  if (file.openedOrgId === null) return
  const { orgId, personIds } = await store.officers.of(file.openedOrgId, 'officer', now)
  if (orgId !== file.openedOrgId) return
  const others = personIds.filter((id) => id !== exceptId)
  await tellOfCase(store, means, file, others, 'case_whistled', { what: fill(WHISTLED_WORDING[kind], params) }, now)
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
  await tellOneInCharge(store, means, file, file.ownerId, kind, params, now)
}

/** Tells who asked those above for something; where they are no officer of the organization in charge any more, all its officers. */
export async function tellAsker(
  store: Told,
  means: Means,
  file: CaseTold,
  askerId: string,
  kind: CaseMessageKind,
  params: ErrorParams,
  now: Instant,
): Promise<void> {
  await tellOneInCharge(store, means, file, askerId, kind, params, now)
}

async function tellOneInCharge(
  store: Told,
  means: Means,
  file: CaseTold,
  officerId: string | null,
  kind: CaseMessageKind,
  params: ErrorParams,
  now: Instant,
): Promise<void> {
  const { ownerOrgId } = file
  if (officerId !== null && (await store.cases.officersAmong([officerId], ownerOrgId, now)).length > 0)
    return tellOfCase(store, means, file, [officerId], kind, params, now)
  await tellOfficers(store, means, file, ownerOrgId, kind, params, now)
}

/**
 * Tells the officers of an organization that reads the case. Where it has none, those of the nearest above that has some are told that
 * there is a case, and nothing of what it says: they do not read it, so that nothing leads them to it. Neither its person nor officers of whom it is kept from are told.
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
  await send(store, means, file, told, kind, { ...without, excerpt: SOME_CASE }, now, null)
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
  caseId: string | null = file.id,
): Promise<void> {
  const sealed = withConfidential({ kind: CASE_KIND_NAMES[file.kind], ...params }, (text) => secrecy.seal(text))
  await store.inbox.send(
    personIds.map((personId) => ({ id: ids.uuid(now), personId, kind, params: sealed, eventId: null, homeId: null, caseId })),
    now,
  )
}

function withConfidential(params: ErrorParams, change: (text: string) => string): ErrorParams {
  const changed = IN_CONFIDENCE.flatMap((name) => (name in params ? [[name, change(String(params[name]))] as const] : []))
  return { ...params, ...Object.fromEntries(changed) }
}
