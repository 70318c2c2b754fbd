import type { Instant } from '@core/contract/common'
import type { RatingSummary, Showcase } from '@core/contract/events'
import { ASSURANCE_NAMES } from '@core/contract/names'
import { creditText, hoursText } from '@core/rules/shared/amounts'
import { clockOf, dateName, dayOf, weekdayOf } from '@core/rules/shared/calendar'
import type { BriefFigures } from '@cloud/services/printing/brief-docx'
import type { Register } from '@cloud/services/printing/register-xlsx'
import type { PresenceRow } from '@cloud/store/attendance'
import type { EventRow } from '@cloud/store/events'

/** What a report about an event is made of. */
export interface BriefSource {
  event: EventRow
  /** Everybody who was enrolled. */
  expected: readonly { personId: string; name: string }[]
  presence: readonly PresenceRow[]
  showcase: Showcase | null
  rating: RatingSummary | null
}

/** The numbers: people as they are recorded, minutes and credits as the closing posted them. */
export function briefFigures({ expected, presence, rating }: BriefSource): BriefFigures {
  const sum = (of: (row: PresenceRow) => number) => presence.reduce((total, row) => total + of(row), 0)
  return {
    enrolled: expected.length,
    came: presence.length,
    tardy: presence.filter((row) => row.tardyMinutes > 0).length,
    minutes: sum((row) => (row.settledHours === 'posts' ? (row.settledMinutes ?? 0) : 0)),
    credits: sum((row) => (row.settledCredits === 'posts' ? (row.settledCreditHundredths ?? 0) : 0)),
    rating: rating === null ? null : { average: rating.average / 10, votes: rating.count },
  }
}

/** `2026年11月21日 周六 14:00–17:00`: a report is read in other years as well. */
export function briefTime({ startsAt, endsAt }: Pick<EventRow, 'startsAt' | 'endsAt'>): string {
  const end = dayOf(startsAt) === dayOf(endsAt) ? clockOf(endsAt) : `${dateName(endsAt)} ${clockOf(endsAt)}`
  return `${dateWithYear(startsAt)} ${weekdayOf(startsAt)} ${clockOf(startsAt)}–${end}`
}

function dateWithYear(at: Instant): string {
  return `${dayOf(at).slice(0, 4)}年${dateName(at)}`
}

/** The sentences a report begins with; the last one says what only the officer can write. */
export function briefParagraphs(source: BriefSource): string[] {
  const { event, showcase } = source
  const { enrolled, came } = briefFigures(source)
  return [
    `${dateWithYear(event.startsAt)}，${event.orgName}在${event.homeName}举办「${event.title}」，${enrolled} 人报名，${came} 人到场。`,
    ...paragraphsOf(showcase?.text ?? event.summary),
    '【待补充】参加者怎么说，下一步做什么。',
  ]
}

/** A text for the group chat: what it was, the numbers, thanks; no names in it. */
export function groupText(source: BriefSource): string {
  const { event, showcase } = source
  const { came, minutes, credits, rating } = briefFigures(source)
  const lines = [
    `【${event.title}】结束啦`,
    briefTime(event),
    event.homeName,
    '',
    `来了 ${came} 位朋友，谢谢大家！`,
    ...(minutes > 0 ? [`记入志愿时长 ${hoursText(minutes)} 小时，在「我的」里能查到。`] : []),
    ...(credits > 0 ? [`发放学分 ${creditText(credits)}，在「我的」里能查到。`] : []),
    ...(rating ? [`${rating.votes} 位朋友打了 ${rating.average.toFixed(1)} 分。`] : []),
    ...paragraphsOf(showcase?.text ?? '').flatMap((text) => ['', text]),
    '',
    '记录有出入？完结后 7 天内可以在活动页提异议。',
    event.orgName,
  ]
  return lines.join('\r\n')
}

function paragraphsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

const COLUMNS = [
  { heading: '姓名', width: 14 },
  { heading: '报名', width: 8 },
  { heading: '到场', width: 18, numbers: 'instant' },
  { heading: '离开', width: 18, numbers: 'instant' },
  { heading: '迟到（分钟）', width: 14 },
  { heading: '时长（小时）', width: 14, numbers: 'minutes' },
  { heading: '怎么登记', width: 24 },
] as const satisfies Register['columns']

/** Who was enrolled and who came, in the order of coming, then those who did not. `nameOf`: names as the reader may see them. */
export function briefRegister({ event, expected, presence }: BriefSource, nameOf: (name: string) => string): Register {
  const there = new Set(presence.map((row) => row.personId))
  return {
    title: `${event.title} 签到名册`,
    columns: COLUMNS,
    rows: [
      ...presence.map((row) => [
        nameOf(row.name),
        row.enrolled ? '是' : '否',
        row.signedInAt,
        row.signedOutAt ?? '',
        row.tardyMinutes > 0 ? row.tardyMinutes : '',
        row.settledMinutes ?? '',
        howRecorded(row),
      ]),
      ...expected.filter(({ personId }) => !there.has(personId)).map(({ name }) => [nameOf(name), '是', '未到', '', '', '', '']),
    ],
  }
}

function howRecorded({ assurance, delayed, confirmed }: PresenceRow): string {
  if (!delayed) return ASSURANCE_NAMES[assurance]
  return `${ASSURANCE_NAMES[assurance]}，补送${confirmed ? '' : '（未确认）'}`
}
