/** How duties are said, in the plan, on a host's page and in the form of a rota. Pure. */
import type { Instant } from '@core/contract/common'
import type { PlannedSession, Rota, RotaForm, SessionCard } from '@core/contract/sessions'
import { slotsOf, spanOn } from '@core/rules/sessions/rota'

/** By their number, 0 Sunday to 6 Saturday. */
export const WEEKDAY_NAMES = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

/** Any day does: a pattern has as many slots on each. */
const SOME_DAY = '2026-11-21'

type Times = Pick<RotaForm, 'from' | 'to' | 'slotMinutes' | 'placesPerSlot'>

/** `每次 6 个时段，每段 1 人，林书记、陈静轮流` */
export function rotaSentence({ from, to, slotMinutes, placesPerSlot }: Times, hostNames: readonly string[]): string {
  const { startsAt, endsAt } = spanOn(SOME_DAY, { from, to })
  const slots = slotsOf(startsAt, endsAt, slotMinutes).length
  const hosts = hostNames.length === 0 ? [] : [`${hostNames.join('、')}${hostNames.length === 1 ? '接待' : '轮流'}`]
  return [`每次 ${slots} 个时段`, `每段 ${placesPerSlot} 人`, ...hosts].join('，')
}

/** `每周六 09:00–11:30` */
export function rhythmName({ weekday, from, to }: Pick<Rota, 'weekday' | 'from' | 'to'>): string {
  return `每${WEEKDAY_NAMES[weekday]} ${from}–${to}`
}

/** `约了 3 / 6 · 候补 2` */
export function bookedWords({ bookedCount, places, waitingCount }: PlannedSession): string {
  return `约了 ${bookedCount} / ${places}${waitingCount > 0 ? ` · 候补 ${waitingCount}` : ''}`
}

export interface Mark {
  word: string
  tone: 'green' | 'gold' | 'blue' | 'grey'
}

/** What is to be seen of a session at once: whether it is held, now or over, and what is not as the rota says. */
export function marksOf(
  session: Pick<SessionCard, 'startsAt' | 'endsAt' | 'cancelReason' | 'substitute'> &
    Partial<Pick<PlannedSession, 'makeUpDay' | 'holiday'>>,
  now: Instant,
): Mark[] {
  if (session.cancelReason !== null) return [{ word: '取消了', tone: 'grey' }]
  const marks: Mark[] = []
  if (now >= session.endsAt) marks.push({ word: '结束了', tone: 'grey' })
  else if (now >= session.startsAt) marks.push({ word: '正在接待', tone: 'green' })
  if (session.substitute) marks.push({ word: '代班', tone: 'blue' })
  if (session.holiday && now < session.startsAt) marks.push({ word: `${session.holiday}放假`, tone: 'gold' })
  if (session.makeUpDay && now < session.startsAt) marks.push({ word: '补班日', tone: 'gold' })
  return marks
}
