/** The list of whoever receives: in which order, how far each person is, and what comes next for them. Pure. */
import type { Instant } from '@core/contract/common'
import type { Reception, ReceptionLine } from '@core/contract/sessions'
import { CHECK_IN_BEFORE_MS, whyNotReceive } from '@core/rules/sessions/booking'
import { clockOf, dayName } from '@core/rules/shared/calendar'
import type { Mark } from './duty-words'

export type ReceptionStep = 'check_in' | 'start' | 'finish'

export const STEP_NAMES = { check_in: '签到', start: '开始', finish: '办完' } satisfies Record<ReceptionStep, string>

/** The one thing that comes next for somebody; null: nothing, they have been received or did not come. */
export function nextStep({ state }: Pick<ReceptionLine, 'state'>): ReceptionStep | null {
  if (state === 'booked') return 'check_in'
  if (state === 'checked_in') return 'start'
  return state === 'met' ? 'finish' : null
}

/** Whether somebody did not come, or said so too late. */
export function isMissed({ state }: Pick<ReceptionLine, 'state'>): boolean {
  return state === 'no_show' || state === 'cancelled'
}

/** Whether somebody has been received: answered on the spot, or handed over to whoever can help. */
export function isDone({ state }: Pick<ReceptionLine, 'state'>): boolean {
  return state === 'answered' || state === 'case_opened'
}

/** Who is to be received now: whoever sits there, else whoever has come first, else whoever is expected first. */
export function currentLine(lines: readonly ReceptionLine[]): ReceptionLine | null {
  const first = (step: ReceptionStep) => lines.find((line) => nextStep(line) === step)
  return first('finish') ?? first('start') ?? first('check_in') ?? null
}

/** People of one slot, or walk-ins that came one after the other, those who have been received, or those who did not come. */
export interface ReceptionGroup {
  key: string
  title: string
  lines: ReceptionLine[]
}

/** The list by slot as the server orders it: who is still to be received first, so that whose turn it is stands at the thumb. */
export function receptionGroups(lines: readonly ReceptionLine[]): ReceptionGroup[] {
  const groups: ReceptionGroup[] = []
  for (const line of lines.filter((one) => nextStep(one) !== null)) {
    const title = line.walkIn ? '现场来的' : `${clockOf(line.startsAt)}–${clockOf(line.endsAt)}`
    const last = groups[groups.length - 1]
    if (last?.title === title) last.lines.push(line)
    else groups.push({ key: line.bookingId, title, lines: [line] })
  }
  const rest = [
    { key: 'answered', title: '办完的', lines: lines.filter(isDone) },
    { key: 'missed', title: '没来的', lines: lines.filter(isMissed) },
  ]
  return [...groups, ...rest.filter((group) => group.lines.length > 0)]
}

/** `约了 6 · 到了 2 · 办完 1`; walk-ins are among those who came. */
export function countsSentence(lines: readonly ReceptionLine[]): string {
  const booked = lines.filter((line) => !line.walkIn).length
  const came = lines.filter(({ checkedInAt }) => checkedInAt !== null).length
  const answered = lines.filter(isDone).length
  return `约了 ${booked} · 到了 ${came} · 办完 ${answered}`
}

/** How far somebody is. */
export function stateMark({ state, endsAt, checkedInAt, excused }: ReceptionLine, now: Instant): Mark {
  switch (state) {
    case 'booked':
      return now >= endsAt ? { word: '还没来', tone: 'gold' } : { word: '没到', tone: 'grey' }
    case 'checked_in':
      return { word: `${checkedInAt === null ? '' : `${clockOf(checkedInAt)} `}到了`, tone: 'green' }
    case 'met':
      return { word: '正在谈', tone: 'blue' }
    case 'answered':
      return { word: '办完了', tone: 'grey' }
    case 'case_opened':
      return { word: '转办了', tone: 'blue' }
    case 'no_show':
      return excused ? { word: '不算失约', tone: 'grey' } : { word: '没来', tone: 'gold' }
    case 'cancelled':
      return excused ? { word: '不算失约', tone: 'grey' } : { word: '临时取消', tone: 'gold' }
  }
}

/** What the host should know of the session before the list: it is not open yet, it is over, it was cancelled. Null: nothing. */
export function receptionNotice(session: Reception['session'], now: Instant): string | null {
  const why = whyNotReceive(session, now)
  if (why === null) return null
  if (why.code === 'session_cancelled') return `这一场取消了：${session.cancelReason}`
  if (why.code === 'session_over') return '这一场结束了。没来的人已经自动记下'
  const opens = session.startsAt - CHECK_IN_BEFORE_MS
  return `${dayName(opens, now)} ${clockOf(opens)} 起可以签到接待，现在先看看谁来`
}
