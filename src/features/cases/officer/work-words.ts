/** Cases in words, as officers read them, and which of their acts comes first. Pure. */
import type { CaseCard, CaseDetail, CaseList } from '@core/contract/cases'
import { dateName } from '@core/rules/shared/calendar'

export type CaseWhich = 'to_accept' | 'working' | 'overdue' | 'joint' | 'done'

/** What a list of an organization's cases is called, and what it says where there is nothing. */
export const CASE_LISTS = [
  { key: 'overdue', label: '逾期', nothing: '没有逾期的，大家等得住' },
  { key: 'to_accept', label: '待受理', nothing: '没有等着受理的。有人写来，消息里会告诉你' },
  { key: 'working', label: '办理中', nothing: '手上没有在办的' },
  { key: 'joint', label: '协办', nothing: '别的组织请你们一起办的、你们吹哨请别人办的，会在这里' },
  { key: 'done', label: '办完', nothing: '答复过的会留在这里，可以挑好的放进答案库' },
] as const satisfies readonly { key: CaseWhich; label: string; nothing: string }[]

/** The list that an address names; without one that which cannot wait: what is late, else what nobody has taken. */
export function listOf(named: string | undefined, counts: CaseList['counts'] | null): CaseWhich {
  const found = CASE_LISTS.find(({ key }) => key === named)
  if (found) return found.key
  return counts !== null && counts.overdue > 0 ? 'overdue' : 'to_accept'
}

/** How many wait on a list; undefined where that is not counted. */
export function countOn(which: CaseWhich, counts: CaseList['counts'] | null): number | undefined {
  if (counts === null || which === 'done') return undefined
  return { to_accept: counts.toAccept, working: counts.working, overdue: counts.overdue, joint: counts.joint }[which]
}

/** In whose hands a case is, and by when the next thing has to happen. */
export function standingWords({ state, ownerOrgName, ownerName, dayNumber, dueAt }: CaseCard): string {
  const who = ownerName === '' ? ownerOrgName : `${ownerOrgName} ${ownerName}`
  const due = dueAt === null ? '' : `，${dateName(dueAt)} 前${state === 'submitted' ? '受理' : '答复'}`
  return `${who} · 第 ${dayNumber} 天${due}`
}

/** Who is on the other side of a case, as its officers call them; with the space that stands between letters and characters. */
export function otherSide({ kind }: Pick<CaseCard, 'kind'>): string {
  return kind === 'whistle' ? '吹哨的组织' : 'TA '
}

/** What an officer may do with a case, apart from what comes first. */
export type CaseWork =
  | 'accept'
  | 'assign'
  | 'answer'
  | 'rate'
  | 'reopen'
  | 'reply'
  | 'say'
  | 'note'
  | 'join'
  | 'extend'
  | 'move'
  | 'send_back'
  | 'ask_unmask'
  | 'propose'

export const WORK_NAMES = {
  accept: '我来受理',
  assign: '交给同事',
  answer: '答复',
  rate: '评一评答复',
  reopen: '还没解决？再办一次',
  reply: '回复',
  say: '补充几句',
  note: '写内部备注',
  join: '请别的组织协办',
  extend: '延期',
  move: '转给别的组织',
  send_back: '退回',
  ask_unmask: '申请看姓名',
  propose: '放进答案库',
} satisfies Record<CaseWork, string>

/** Everything that may be done now; the first is the one thing to do. */
export function worksOf({ may, state, jointOrgs }: Pick<CaseDetail, 'may' | 'state' | 'jointOrgs'>): CaseWork[] {
  const works: [CaseWork, boolean][] = [
    ['accept', may.accept && state === 'submitted'],
    ['answer', may.answer],
    ['rate', may.rate],
    ['reopen', may.reopen],
    ['propose', may.proposeAnswer],
    ['reply', may.reply],
    ['say', may.say],
    ['note', may.note],
    ['assign', may.accept],
    ['join', may.work && jointOrgs.length < MOST_JOINT],
    ['extend', may.extend],
    ['move', may.move],
    ['send_back', may.sendBack],
    ['ask_unmask', may.askUnmask],
  ]
  return works.filter(([, allowed]) => allowed).map(([work]) => work)
}

/** So many organizations may join in. */
export const MOST_JOINT = 20
