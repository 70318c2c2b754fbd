/** Cases for tests: a question of today to 东关街道团工委, that nobody has taken yet. */
import type { CaseCard, CaseDetail, CaseEntry, LibraryAnswer, Service } from '@core/contract/cases'
import type { OutputOf } from '@core/contract/procedures'
import { instantOf } from '@core/rules/shared/calendar'

export const WRITTEN_AT = instantOf('2026-11-21', '10:30')
export const TEXT = '青年人才公寓怎么申请？材料要准备哪些？'

export const MAY_NOTHING: CaseDetail['may'] = {
  ...{ say: false, reopen: false, rate: false, accept: false, sendBack: false, move: false, work: false, reply: false, note: false },
  ...{ extend: false, answer: false, askUnmask: false, proposeAnswer: false },
}

export function cardOf(more: Partial<CaseCard> = {}): CaseCard {
  return {
    id: 'c1',
    kind: 'question',
    state: 'submitted',
    topic: 'work',
    excerpt: TEXT,
    submittedAt: WRITTEN_AT,
    ownerOrgName: '东关街道团工委',
    ownerName: '',
    dueAt: instantOf('2026-11-24', '23:59'),
    dayNumber: 1,
    overdueDays: 0,
    ...more,
  }
}

export function entryOf(more: Partial<CaseEntry> = {}): CaseEntry {
  return { id: 'e1', step: 'submitted', at: WRITTEN_AT, by: '我', mine: true, text: '', files: [], ...more }
}

export function caseOf(more: Partial<CaseDetail> = {}): CaseDetail {
  return {
    ...cardOf(more),
    ...{
      text: TEXT,
      files: [],
      personName: '李晓雨',
      anonymous: false,
      serviceName: null,
      jointOrgs: [],
      ownerOrgId: 'o1',
      toldOrgName: '',
    },
    ...{ extended: false, reopened: false, answer: null, rating: null, entries: [entryOf()] },
    may: { ...MAY_NOTHING, say: true },
    ...more,
  }
}

/** Accepted by an officer, who has till the second of December. */
export const UNDER_WAY: Partial<CaseDetail> = {
  ...{ state: 'working', ownerName: '陈静', dueAt: instantOf('2026-12-02', '23:59'), dayNumber: 3 },
}

/** Answered, and not rated yet. */
export const ANSWERED: Partial<CaseDetail> = {
  ...{ state: 'resolved', ownerName: '陈静', dueAt: null, dayNumber: 5 },
  answer: { outcome: 'resolved', text: '带身份证到政务大厅 3 号窗口', files: [], at: instantOf('2026-11-25', '15:00') },
  may: { ...MAY_NOTHING, say: true, rate: true, reopen: true },
}

export function serviceOf(more: Partial<Service> = {}): Service {
  return { id: 'v1', orgId: 'o1', orgName: '东关街道团工委', name: '简历怎么写', about: '一对一看简历，改到能投', ...more }
}

export const SERVICES: OutputOf<'cases.services'> = {
  items: [serviceOf(), serviceOf({ id: 'v2', name: '借自习室', about: '' }), serviceOf({ id: 'v3', orgId: 'o2', orgName: '县团委' })],
  orgs: [
    { id: 'o1', name: '东关街道团工委', above: true },
    { id: 'o2', name: '县团委', above: true },
  ],
}

export const LIKE: LibraryAnswer = {
  ...{ id: 'a1', topic: 'work', question: '青年人才公寓在哪里申请？', answer: '县人社局二楼，带毕业证。', orgName: '县团委' },
}
