/**
 * One state machine for every kind of case (domain.md, 「Cases」): `submitted → accepted → working → resolved | explained → rated`, or
 * `returned` with a reason; one reopening. Who takes part, what each may do in which state, and what the next state is.
 */
import type { Instant } from '@core/contract/common'
import type { CaseKind, CaseState } from '@core/contract/cases'
import { UNNAMED } from '../sessions/reception'
import { DAY_MS } from '../shared/calendar'
import { refused, type Refused } from '../shared/refused'

/** So long after the answer the person may say that it did not help. */
const REOPEN_DAYS = 7

/** Whose case it is. */
export interface CaseParties {
  kind: CaseKind
  /** Null: a whistle. */
  personId: string | null
  ownerOrgId: string
  jointOrgIds: readonly string[]
  /** The organization that called for it: a whistle, a reception. */
  openedOrgId: string | null
  /** From whose officers it is kept: a complaint is about somebody of it, or the person asked that it go above it. */
  aboutOrgId: string | null
}

/** Somebody who asks for a case: with the organizations whose officer or secretary they are themselves, not by one above. */
export interface CaseReader {
  personId: string
  orgIds: readonly string[]
}

/**
 * The one part somebody has in a case. `person`: it is theirs; `in_charge`, `joint`: officers of the organization in charge, or of one
 * that joined in; `opener`: officers of the organization that whistled, who say what the person says of other cases, also where they join in.
 */
export type CasePart = 'person' | 'in_charge' | 'joint' | 'opener'

/**
 * What somebody's part is; null: they neither read it nor learn that it is there. Whose case it is has no other part in it, so that
 * nobody works on their own. Officers of the organization that it is kept from have none, whatever else they are.
 */
export function partOf(parties: CaseParties, { personId, orgIds }: CaseReader): CasePart | null {
  if (parties.personId === personId) return 'person'
  if (isKeptFrom(parties, orgIds)) return null
  if (orgIds.includes(parties.ownerOrgId)) return 'in_charge'
  if (parties.kind === 'whistle' && parties.openedOrgId !== null && orgIds.includes(parties.openedOrgId)) return 'opener'
  return parties.jointOrgIds.some((orgId) => orgIds.includes(orgId)) ? 'joint' : null
}

/** Whether a case is kept from whoever is an officer of these organizations. */
export function isKeptFrom({ aboutOrgId }: Pick<CaseParties, 'aboutOrgId'>, orgIds: readonly string[]): boolean {
  return aboutOrgId !== null && orgIds.includes(aboutOrgId)
}

/** An organization as somebody gives it a case, or asks it to join in. */
export interface AskedOrg {
  id: string
  name: string
  closed: boolean
}

/** Why an organization cannot be given a case: there is none, it was closed, or the case is kept from it. */
export function whyNotGive(org: AskedOrg | null, parties: Pick<CaseParties, 'aboutOrgId'>): Refused | null {
  if (org === null || isKeptFrom(parties, [org.id])) return refused('not_found')
  return org.closed ? refused('org_closed', { org: org.name }) : null
}

/** What is done with a case. `accept` takes it, or gives it to a colleague later on. */
export type CaseAct =
  | 'say'
  | 'reopen'
  | 'rate'
  | 'accept'
  | 'send_back'
  | 'move'
  | 'join'
  | 'reply'
  | 'note'
  | 'extend'
  | 'answer'
  | 'ask_unmask'
  | 'propose_answer'

const OPEN = ['submitted', 'accepted', 'working'] as const
const UNDER_WAY = ['accepted', 'working'] as const
const ANSWERED = ['resolved', 'explained'] as const

/** Who does it, and in which states. */
const ACTS = {
  say: { by: ['person', 'opener'], from: [...OPEN, ...ANSWERED] },
  reopen: { by: ['person', 'opener'], from: [...ANSWERED, 'rated'] },
  rate: { by: ['person', 'opener'], from: ANSWERED },
  accept: { by: ['in_charge'], from: OPEN },
  send_back: { by: ['in_charge'], from: ['submitted', 'accepted'] },
  move: { by: ['in_charge'], from: OPEN },
  join: { by: ['in_charge'], from: UNDER_WAY },
  reply: { by: ['in_charge', 'joint'], from: [...UNDER_WAY, ...ANSWERED] },
  note: { by: ['in_charge', 'joint', 'opener'], from: [...OPEN, ...ANSWERED] },
  extend: { by: ['in_charge'], from: UNDER_WAY },
  answer: { by: ['in_charge'], from: UNDER_WAY },
  ask_unmask: { by: ['in_charge'], from: UNDER_WAY },
  propose_answer: { by: ['in_charge'], from: [...ANSWERED, 'rated'] },
} as const satisfies Record<CaseAct, { by: readonly CasePart[]; from: readonly CaseState[] }>

/**
 * Why somebody may not do this now; null where they may. An officer who has another part hears who is in charge; whoever has none, or
 * would do an officer's work on their own case, hears nothing of it.
 */
export function whyNotAct(
  act: CaseAct,
  { part, state, ownerOrgName }: { part: CasePart | null; state: CaseState; ownerOrgName: string },
): Refused | null {
  const { by, from }: { by: readonly CasePart[]; from: readonly CaseState[] } = ACTS[act]
  if (part === null || (!by.includes(part) && (part === 'person' || by.includes('person')))) return refused('not_found')
  if (!by.includes(part)) return refused('not_in_charge', { org: ownerOrgName })
  return from.includes(state) ? null : refused('case_state_wrong')
}

/** Why whoever asked for it may not have it taken up again: once, within seven days of the answer. To be asked after `whyNotAct`. */
export function whyNotReopen(file: { reopened: boolean; answeredAt: Instant | null }, now: Instant): Refused | null {
  if (file.reopened) return refused('reopened_before')
  const late = file.answeredAt !== null && now > file.answeredAt + REOPEN_DAYS * DAY_MS
  return late ? refused('reopen_late', { n: REOPEN_DAYS }) : null
}

/** What those in charge do that begins the work on what they have accepted. */
const BEGINS_WORK: readonly CaseAct[] = ['reply', 'note', 'join', 'extend']

/** The state after an act that does not name one itself: an accepted case is worked on from the first thing that is done about it. */
export function stateAfter(act: CaseAct, part: CasePart, state: CaseState): CaseState {
  return state === 'accepted' && part === 'in_charge' && BEGINS_WORK.includes(act) ? 'working' : state
}

/** What a case has to say of its person. */
export interface CaseNaming {
  personName: string
  anonymous: boolean
  ownerOrgId: string
  /** The organization that two people of the one above allowed to know who it is; null: none. */
  unmaskedOrgId: string | null
}

/** The person's name as a reader may know it; empty for a whistle, which has none. */
export function writerName(part: CasePart, naming: CaseNaming): string {
  const { personName, anonymous, ownerOrgId, unmaskedOrgId } = naming
  if (!anonymous || part === 'person') return personName
  return part === 'in_charge' && unmaskedOrgId === ownerOrgId ? personName : UNNAMED
}
