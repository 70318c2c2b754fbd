/** How the standing of a home, its history and its evidence are spoken of. Pure. */
import type { Instant } from '@core/contract/common'
import type { HomeStanding, HomeStep, ModelHome } from '@core/contract/homes'
import { IDLE_LIMIT_DAYS, mayProposeDelisting } from '@core/rules/homes/dormancy'
import { dayName } from '@core/rules/shared/calendar'

type Evidence = ModelHome['evidence']
export type HistoryLine = ModelHome['history'][number]

export const STANDING_TAGS = {
  ordinary: { word: '普通', tone: 'grey' },
  model: { word: '示范青年之家', tone: 'gold' },
  delisting_proposed: { word: '提议摘牌', tone: 'red' },
  delisted: { word: '已摘牌', tone: 'grey' },
} as const satisfies Record<HomeStanding, { word: string; tone: 'gold' | 'red' | 'grey' }>

const STEP_NAMES = {
  awarded: '授牌',
  proposed: '提议摘牌',
  objected: '提出异议',
  kept: '决定保留',
  delisted: '决定摘牌',
} satisfies Record<HomeStep, string>

/** What can be done with a home now. */
export type ModelAction = 'award' | 'propose' | 'decide' | 'object'

/** What the caller may do: what a home stands as says what there is to do, the answer says who they are. */
export function actionsOf({ standing, evidence, maySupervise, mayObject }: ModelHome): ModelAction[] {
  const actions: ModelAction[] = []
  if (maySupervise && (standing === 'ordinary' || standing === 'delisted')) actions.push('award')
  if (maySupervise && standing === 'model' && mayProposeDelisting(evidence.idleDays)) actions.push('propose')
  if (maySupervise && standing === 'delisting_proposed') actions.push('decide')
  if (mayObject && standing === 'delisting_proposed') actions.push('object')
  return actions
}

/** Why 摘牌 cannot be proposed yet; null where it can, or is not the question. */
export function whyNotPropose({ standing, evidence, maySupervise }: ModelHome): string | null {
  if (!maySupervise || standing !== 'model' || mayProposeDelisting(evidence.idleDays)) return null
  return `连续 ${IDLE_LIMIT_DAYS} 天没有活动才能提议摘牌，还差 ${IDLE_LIMIT_DAYS - evidence.idleDays} 天`
}

/** `上次活动 5月1日 周五，211 天没有活动；一年里 2 场活动、9 次到访` */
export function evidenceText({ lastAt, idleDays, eventsInYear, visitsInYear }: Evidence, now: Instant): string {
  const last = lastAt === null ? '还没有过活动' : `上次活动 ${dayName(lastAt, now)}`
  const idle = idleDays > 0 ? `，${idleDays} 天没有活动` : ''
  return `${last}${idle}；一年里 ${eventsInYear} 场活动、${visitsInYear} 次到访`
}

/** `2025年3月1日 周六 授牌 · 林书记` */
export function stepText({ step, at, by }: HistoryLine, now: Instant): string {
  return [`${dayName(at, now)} ${STEP_NAMES[step]}`, by].filter(Boolean).join(' · ')
}

/** By which the list is filtered: what has to be decided first. */
export const STANDING_FILTERS = ['delisting_proposed', 'model', 'delisted', 'ordinary'] as const satisfies readonly HomeStanding[]

/** What is asked before a step is taken, the words on its button, and what is said afterwards. */
export const ACTION_WORDS = {
  award: {
    title: '授牌',
    ask: '写上为什么。会留在记录里，谁都改不了',
    placeholder: '比如：一年办了 60 场活动，常年有人值班',
    ok: '授牌',
    done: '授牌了',
  },
  propose: {
    title: '提议摘牌',
    ask: '没有活动的天数会作为依据一起送出。对方可以提出异议，由另一位同事决定',
    placeholder: '比如：连续半年没有活动，两次上门都锁着',
    ok: '送出提议',
    done: '提议送出了，对方会收到通知',
  },
  object: {
    title: '提出异议',
    ask: '说说实际情况，上级决定之前会看到',
    placeholder: '比如：上半年在装修，9 月起已恢复每周开放',
    ok: '提出异议',
    done: '异议送到了',
  },
  decide: {
    title: '做决定',
    ask: '自己提议的，要由另一位同事决定。决定会留在记录里',
    placeholder: '写上为什么这样决定',
    ok: '决定',
    done: '决定记下了，对方会收到通知',
  },
} satisfies Record<ModelAction, { title: string; ask: string; placeholder: string; ok: string; done: string }>
