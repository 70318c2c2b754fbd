import type { CaseCard, CaseDetail, CaseEntry, CaseStep } from '@core/contract/cases'
import type { Instant } from '@core/contract/common'
import { TOPIC_NAMES } from '@core/contract/names'
import type { Topic } from '@core/contract/sessions'
import { whyNotAct, whyNotReopen, writerName, type CaseAct, type CasePart } from '@core/rules/cases/case-steps'
import { dayNumber, dueOf, overdueDays } from '@core/rules/cases/due'
import type { Secrecy } from '@cloud/services/secrecy'
import type { CaseCardRow, CaseEntryRow, CaseRow } from '@cloud/store/cases'

const EXCERPT_CHARACTERS = 24

/** The first characters of what was written, on one line; where nothing was, what it is about. */
export function excerptOf({ topic, textEnc }: { topic: Topic; textEnc: string }, secrecy: Secrecy): string {
  const characters = Array.from(secrecy.open(textEnc).replace(/\s+/g, ' ').trim())
  if (characters.length === 0) return TOPIC_NAMES[topic]
  return characters.length <= EXCERPT_CHARACTERS ? characters.join('') : `${characters.slice(0, EXCERPT_CHARACTERS).join('')}…`
}

/** What lists show of a case: nothing of whose it is. */
export function caseCard(row: CaseCardRow, secrecy: Secrecy, now: Instant): CaseCard {
  const dueAt = dueOf(row.state, row)
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    topic: row.topic,
    excerpt: excerptOf(row, secrecy),
    submittedAt: row.submittedAt,
    ownerOrgName: row.ownerOrgName,
    ownerName: row.ownerName,
    dueAt,
    dayNumber: dayNumber(row.submittedAt, now),
    overdueDays: overdueDays(dueAt, now),
  }
}

/** Who looks at a case. */
export interface CaseLook {
  personId: string
  part: CasePart
  /** The organization above that knows that it is late; empty: none. */
  toldOrgName: string
}

/**
 * A case as its reader may know it. The person of an anonymous one is named to nobody but themselves, and neither is their id: files
 * that come with a case are the case's own. Notes are for officers.
 */
export function caseDetail(row: CaseRow, entries: readonly CaseEntryRow[], look: CaseLook, secrecy: Secrecy, now: Instant): CaseDetail {
  const personName = writerName(look.part, row)
  return {
    ...caseCard(row, secrecy, now),
    text: secrecy.open(row.textEnc),
    files: row.files,
    personName,
    anonymous: row.anonymous,
    serviceName: row.serviceName,
    jointOrgs: row.jointOrgs,
    ownerOrgId: row.ownerOrgId,
    toldOrgName: look.toldOrgName,
    extended: row.extended,
    reopened: row.reopened,
    answer:
      row.outcome === null || row.answerEnc === null || row.answeredAt === null
        ? null
        : { outcome: row.outcome, text: secrecy.open(row.answerEnc), files: row.answerFiles ?? [], at: row.answeredAt },
    rating: row.rating,
    entries: entries.filter(({ step }) => isFor(look.part, step, row)).map((entry) => caseEntry(entry, personName, look, secrecy)),
    may: mayDo(row, look.part, now),
  }
}

/** What was asked about the name of an anonymous person, who agreed, and who did not. */
const ABOUT_THE_NAME: readonly CaseStep[] = ['unmask_asked', 'unmask_agreed', 'unmask_declined', 'unmasked']

/** The person sees no note among officers, and what was asked about their name only once somebody has learned it. */
function isFor(part: CasePart, step: CaseStep, { unmaskedOrgId }: Pick<CaseRow, 'unmaskedOrgId'>): boolean {
  if (part !== 'person') return true
  return step !== 'note' && (unmaskedOrgId !== null || !ABOUT_THE_NAME.includes(step))
}

function caseEntry(entry: CaseEntryRow, personName: string, { personId }: CaseLook, secrecy: Secrecy): CaseEntry {
  const mine = entry.byId === personId
  return {
    id: entry.id,
    step: entry.step,
    at: entry.at,
    by: mine ? '我' : entry.byOrgId === null ? personName : `${entry.byOrgName} ${entry.byName}`,
    mine,
    text: secrecy.open(entry.textEnc),
    files: entry.files,
  }
}

function mayDo(row: CaseRow, part: CasePart, now: Instant): CaseDetail['may'] {
  const may = (act: CaseAct) => whyNotAct(act, { ...row, part }) === null
  return {
    say: may('say'),
    reopen: may('reopen') && whyNotReopen(row, now) === null,
    rate: may('rate'),
    accept: may('accept'),
    sendBack: may('send_back'),
    move: may('move'),
    work: may('join'),
    reply: may('reply'),
    note: may('note'),
    extend: may('extend') && !row.extended,
    answer: may('answer'),
    askUnmask: may('ask_unmask') && row.anonymous && row.unmaskedOrgId !== row.ownerOrgId,
    proposeAnswer: may('propose_answer'),
  }
}
