/** Cases in words, as their person reads them. */
import type { CaseCard, CaseDetail, CaseEntry, CaseKind, CaseState, CaseStep } from '@core/contract/cases'
import { CASE_RATING_NAMES } from '@core/contract/names'
import { fill, WORDING } from '@core/contract/wording'
import { dateName } from '@core/rules/shared/calendar'

export interface CaseWord {
  tone: 'red' | 'gold' | 'green' | 'blue' | 'grey'
  text: string
}

const STATE_WORDS = {
  submitted: { tone: 'gold', text: '等受理' },
  accepted: { tone: 'blue', text: '已受理' },
  working: { tone: 'blue', text: '办理中' },
  resolved: { tone: 'green', text: '办好了' },
  explained: { tone: 'grey', text: '有说明' },
  rated: { tone: 'green', text: '评过了' },
  returned: { tone: 'grey', text: '退回了' },
} satisfies Record<CaseState, CaseWord>

/** How a case stands, in one word; what is late says so. */
export function caseWord({ state, overdueDays }: Pick<CaseCard, 'state' | 'overdueDays'>): CaseWord {
  return overdueDays > 0 ? { tone: 'red', text: `晚了 ${overdueDays} 天` } : STATE_WORDS[state]
}

/** In whose hands it is, which day it is, and by when the next thing happens. */
export function caseSentence(card: CaseCard): string {
  const { state, ownerOrgName, ownerName, dayNumber, dueAt } = card
  const params = { org: ownerOrgName, name: ownerName, n: dayNumber, date: dueAt === null ? '' : dateName(dueAt) }
  switch (state) {
    case 'submitted':
      return fill(WORDING.case_to_accept, params)
    case 'accepted':
    case 'working':
      return fill(WORDING.case_timeline, params)
    case 'resolved':
      return WORDING.case_answered
    case 'explained':
      return WORDING.case_explained
    case 'rated':
      return '你评过了，谢谢。还有别的事，再写给我们'
    case 'returned':
      return `${ownerOrgName}退回了，原因写在下面`
  }
}

/** Who was reminded of what is late; empty where nothing is. */
export function overdueSentence({ state, overdueDays, dueAt, ownerOrgName, ownerName, toldOrgName }: CaseDetail): string {
  if (overdueDays === 0 || dueAt === null) return ''
  const parent = state !== 'submitted' && toldOrgName !== '' ? toldOrgName : `${ownerOrgName}${ownerName}`
  return fill(state === 'submitted' ? WORDING.case_accept_overdue : WORDING.case_overdue, { n: overdueDays, parent })
}

const STEP_NAMES = {
  accepted: '受理了',
  returned: '退回了',
  assigned: '换了经办人',
  moved: '转给了别的组织',
  joined: '请了别的组织一起办',
  message: '',
  note: '内部备注',
  extended: '延期了',
  resolved: '答复：办好了',
  explained: '答复：办不了',
  reopened: '还没解决，再办一次',
  rated: '评了答复',
  unmask_asked: '申请看姓名',
  unmask_agreed: '同意看姓名',
  unmask_declined: '没同意看姓名',
  unmasked: '姓名已给经办的组织看',
} satisfies Record<Exclude<CaseStep, 'submitted'>, string>

/** How a case began, by where it comes from: its person wrote, a host handed it over, an organization whistled. */
const ORIGIN_NAMES = {
  session: '面对面时没能当场答复，转来办',
  order: '点了单',
  question: '写了这件事',
  complaint: '提了投诉建议',
  whistle: '吹了哨，请大家来办',
} satisfies Record<CaseKind, string>

/** What a line of the history of a case is, in a few words; empty where its text says it all. */
export function stepName({ step }: Pick<CaseEntry, 'step'>, kind: CaseKind): string {
  return step === 'submitted' ? ORIGIN_NAMES[kind] : STEP_NAMES[step]
}

/** How the answer was rated, in words; empty where it was not. */
export function ratingSentence({ rating }: Pick<CaseDetail, 'rating'>): string {
  return rating === null ? '' : `你评的：${CASE_RATING_NAMES[rating]}`
}

/** The size of a file as people read it, in KB or MB. */
export function fileSize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
