import { hoursText } from '@core/rules/shared/amounts'

/** Service that a branch asks of who wants to join the League: 20 hours (domain.md, 「Hours」; a default of ours). */
export const GATE_MINUTES = 20 * 60

/** How far it is, in a sentence a person would say. Members are past that gate. */
export function gateSentence(totalMinutes: number, isMember: boolean): { title: string; note: string } {
  if (isMember) return { title: `已服务 ${hoursText(totalMinutes)} 小时`, note: '每一笔都查得到从哪来' }
  if (totalMinutes >= GATE_MINUTES) return { title: '志愿时长这一项达标了', note: '入团的其他条件看支部' }
  return { title: `志愿服务还差 ${hoursText(GATE_MINUTES - totalMinutes)} 小时`, note: '这是入团条件里的一项' }
}
