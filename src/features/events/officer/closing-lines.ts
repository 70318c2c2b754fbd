/**
 * The closing of an event as its officer sees it: who goes where, what has been chosen so far, and what that will post.
 * Pure. What the server has planned is shown as it is; only lines that a choice touches are planned again here, by the
 * same rule, so that the page can say beforehand what the button will do. The server decides in the end: of a person's
 * other service of the day it alone knows.
 */
import type { Instant } from '@core/contract/common'
import type { Assurance, CloseInput, Closing, ClosingLine, Posting } from '@core/contract/events'
import { ASSURANCE_NAMES, FLAG_NAMES, HELD_REASON_NAMES, type HeldReason } from '@core/contract/names'
import { plannedFor, planLine, suggestedLeave, type ClosingEvent } from '@core/rules/events/closing'
import { creditText, hoursText } from '@core/rules/shared/amounts'
import { clockOf, DAY_MS, dayOf, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'

/** What the officer has chosen on the page and not sent yet. */
export interface ClosingChoices {
  /** People whose delayed scan is confirmed. */
  confirm: readonly string[]
  /** Times of leaving for people without a sign-out. */
  left: Readonly<Record<string, Instant>>
  /** 0: none. */
  overrunMinutes: number
  overrunReason: string
}

export const NO_CHOICES: ClosingChoices = { confirm: [], left: {}, overrunMinutes: 0, overrunReason: '' }
export const OVERRUN_MAX = 240

/** Where a line stands on the page: by what the server knows, so that it does not jump while the officer chooses. */
export type GroupKey = 'pending' | 'no_sign_out' | 'own' | 'held' | 'second_approver' | 'posts' | 'none'

/** A line with what it would come to after the choices. */
export interface PlannedLine {
  line: ClosingLine
  group: GroupKey
  confirmed: boolean
  /** When the person left: signed out, or chosen here. */
  leftAt: Instant | null
  minutes: number
  creditHundredths: number
  hours: Posting
  credits: Posting
  heldReason: HeldReason | null
}

/** In the order in which they are decided: what waits for somebody first. */
const WEIGHT = ['pending', 'no_sign_out', 'held', 'second_approver', 'posts'] as const satisfies readonly Posting[]

function groupOf(line: ClosingLine): GroupKey {
  const group = WEIGHT.find((posting) => line.hours === posting || line.credits === posting) ?? 'none'
  return group === 'held' && line.heldReason === 'own_line' ? 'own' : group
}

/** All lines, planned with the choices. `closerId` is the officer: their own line is held. */
export function planClosing(closing: Closing, choices: ClosingChoices, closerId: string): PlannedLine[] {
  return closing.lines.map((line) => planned(closing, line, choices, closerId))
}

function planned(closing: Closing, line: ClosingLine, choices: ClosingChoices, closerId: string): PlannedLine {
  const group = groupOf(line)
  const confirmed = line.confirmed || choices.confirm.includes(line.personId)
  const leftAt = line.signedOutAt ?? choices.left[line.personId] ?? null
  const { minutes, creditHundredths, hours, credits, heldReason } = line
  const asPlanned = { line, group, confirmed, leftAt, minutes, creditHundredths, hours, credits, heldReason }
  const chosen = (line.delayed && confirmed && !line.confirmed) || (line.signedOutAt === null && leftAt !== null)
  const longer = choices.overrunMinutes > 0 && leftAt !== null
  if (line.settled || !(chosen || longer)) return asPlanned
  const plan = planLine(
    eventOf(closing, choices, line),
    {
      personId: line.personId,
      signedInAt: line.signedInAt,
      signedOutAt: leftAt,
      assurance: line.assurance,
      outAssurance: line.signedOutAt === null || line.hours === 'second_approver' ? 'manual' : 'code',
      delayed: line.delayed,
      confirmed,
    },
    [],
    // Whoever registered themselves holds their own line too: that the server has said.
    line.personId === closerId || line.byThemselves === true || line.heldReason === 'own_line',
  )
  const stillHeld = plan.hours !== 'none' && (line.heldReason === 'overlap' || line.heldReason === 'daily_limit')
  return {
    ...asPlanned,
    minutes: plan.minutes,
    creditHundredths: plan.creditHundredths,
    hours: stillHeld ? 'held' : plan.hours,
    credits: plan.credits,
    heldReason: stillHeld ? line.heldReason : plan.heldReason,
  }
}

/** The event as it is for one person: their shift, where they have one. */
function eventOf(closing: Closing, choices: ClosingChoices, line: ClosingLine): ClosingEvent {
  const { startsAt, endsAt, givesHours, creditHundredths } = closing.event
  const event = {
    startsAt,
    endsAt,
    givesHours,
    creditHundredths,
    signOut: closing.signOut,
    overrunMinutes: choices.overrunMinutes || closing.overrunMinutes,
  }
  return plannedFor(event, line.shift ?? null)
}

/** Delayed scans: those that one tap confirms (enrolled, nothing unusual), and those to look at one by one. */
export function pendingSplit(lines: readonly PlannedLine[]): { clean: PlannedLine[]; unusual: PlannedLine[] } {
  const pending = lines.filter((one) => one.group === 'pending')
  const isClean = ({ line }: PlannedLine) => line.enrolled && line.flags.length === 0
  return { clean: pending.filter(isClean), unusual: pending.filter((one) => !isClean(one)) }
}

/** Delayed scans confirmed or not. Who has no sign-out gets the suggested time of leaving along with it. */
export function withConfirmed(
  closing: Closing,
  choices: ClosingChoices,
  personIds: readonly string[],
  yes: boolean,
  now: Instant,
): ClosingChoices {
  const others = choices.confirm.filter((id) => !personIds.includes(id))
  const open = closing.lines.filter((line) => personIds.includes(line.personId) && needsLeaving(closing, line))
  const left = { ...choices.left }
  for (const line of open) {
    if (yes) left[line.personId] ??= suggestionFor(closing, choices, line, now)
    else Reflect.deleteProperty(left, line.personId)
  }
  return { ...choices, confirm: yes ? [...others, ...personIds] : others, left }
}

/** One person's time of leaving set; null takes it back. */
export function withLeft(choices: ClosingChoices, personId: string, leftAt: Instant | null): ClosingChoices {
  const left = { ...choices.left }
  if (leftAt === null) Reflect.deleteProperty(left, personId)
  else left[personId] = leftAt
  return { ...choices, left }
}

/** Everybody without a sign-out (and not waiting for a confirmation) gets the suggested time, or loses it again. */
export function withLeftAll(closing: Closing, choices: ClosingChoices, yes: boolean, now: Instant): ClosingChoices {
  const left = { ...choices.left }
  for (const line of closing.lines.filter((one) => groupOf(one) === 'no_sign_out')) {
    if (yes) left[line.personId] ??= suggestionFor(closing, choices, line, now)
    else Reflect.deleteProperty(left, line.personId)
  }
  return { ...choices, left }
}

/** Whether a person needs a time of leaving before anything posts. */
export function needsLeaving(closing: Closing, line: ClosingLine): boolean {
  return closing.signOut && line.signedOutAt === null
}

/** The first and the last time of leaving that closing takes from an officer. `now` is the latest: nobody leaves tomorrow. */
function leavingSpan(closing: Closing, choices: ClosingChoices, line: ClosingLine, now: Instant): { from: Instant; to: Instant } {
  const to = Math.min(now, closing.signOutClosesAt + (choices.overrunMinutes || closing.overrunMinutes) * MINUTE_MS)
  return { from: Math.max(line.signedInAt, closing.event.startsAt), to }
}

/** The time that is filled in: what the server suggests (the person's own word, else the planned end). */
export function suggestionFor(closing: Closing, choices: ClosingChoices, line: ClosingLine, now: Instant): Instant {
  const { from, to } = leavingSpan(closing, choices, line, now)
  const suggested = line.suggestedLeftAt ?? suggestedLeave(eventOf(closing, choices, line), line.signedInAt, line.proposedLeftAt)
  return Math.max(from, Math.min(to, suggested))
}

/**
 * The instant of a clock time (`17:20`, UTC+8) as a person's time of leaving: on the day they came or, over midnight, the
 * next. Null where it lies before they came, after sign-out was over, or in the future.
 */
export function leavingAt(closing: Closing, choices: ClosingChoices, line: ClosingLine, clock: string, now: Instant): Instant | null {
  const { from, to } = leavingSpan(closing, choices, line, now)
  const sameDay = instantOf(dayOf(line.signedInAt), clock)
  // A clock time has no seconds: the minute somebody came in is not before they came.
  const at = sameDay + MINUTE_MS > from ? Math.max(sameDay, from) : sameDay + DAY_MS
  return at <= to ? at : null
}

/** What the choices amount to. Minutes and hundredths; people are counted once in each part. */
export interface ClosingSum {
  posts: { people: number; minutes: number; creditHundredths: number }
  /** Claims: they wait for a second person, or for a look. */
  waits: { people: number; minutes: number; creditHundredths: number }
  /** Nobody has said anything about these yet; they can be added after closing. */
  open: number
}

/** Sums what closing would post now. What an earlier closing has written is left out. */
export function sumClosing(lines: readonly PlannedLine[]): ClosingSum {
  return sumLines(lines.filter((one) => !one.line.settled))
}

/** Sums what earlier closings have written. */
export function sumSettled(lines: readonly PlannedLine[]): ClosingSum {
  return sumLines(lines.filter((one) => one.line.settled))
}

function sumLines(lines: readonly PlannedLine[]): ClosingSum {
  const sum: ClosingSum = {
    posts: { people: 0, minutes: 0, creditHundredths: 0 },
    waits: { people: 0, minutes: 0, creditHundredths: 0 },
    open: 0,
  }
  const waiting = (posting: Posting) => posting === 'held' || posting === 'second_approver'
  for (const { hours, credits, minutes, creditHundredths } of lines) {
    if (hours === 'posts' || credits === 'posts') sum.posts.people += 1
    if (hours === 'posts') sum.posts.minutes += minutes
    if (credits === 'posts') sum.posts.creditHundredths += creditHundredths
    if (waiting(hours) || waiting(credits)) sum.waits.people += 1
    if (waiting(hours)) sum.waits.minutes += minutes
    if (waiting(credits)) sum.waits.creditHundredths += creditHundredths
    if (hours === 'pending' || hours === 'no_sign_out' || credits === 'pending' || credits === 'no_sign_out') sum.open += 1
  }
  return sum
}

/** `92.5 小时、7.75 学分`; what is nothing is not said. */
export function amountText(minutes: number, creditHundredths: number): string {
  return [minutes > 0 && `${hoursText(minutes)} 小时`, creditHundredths > 0 && `${creditText(creditHundredths)} 学分`]
    .filter(Boolean)
    .join('、')
}

/** The sentence over the page: what has been posted, and what the button would post. */
export function headline(closing: Closing, lines: readonly PlannedLine[]): string {
  const { posts, waits, open } = sumClosing(lines)
  const next = `${posts.people} 人 共 ${amountText(posts.minutes, posts.creditHundredths)}`
  if (closing.closedAt !== null) {
    if (posts.people > 0) return `将再记入 ${next}`
    const { posts: done } = sumSettled(lines)
    const amount = amountText(done.minutes, done.creditHundredths)
    return amount ? `已记入 ${done.people} 人 共 ${amount}` : '已完结，没有直接入账的'
  }
  if (posts.people > 0) return `将记入 ${next}`
  return waits.people > 0 || open > 0 ? '现在还没有能直接入账的' : '没有要入账的时长和学分'
}

/** What stands under it: what waits for others, and what nobody has answered yet. Empty where there is nothing of it. */
export function subline(lines: readonly PlannedLine[]): string {
  const { waits, open } = sumLines(lines)
  const amount = amountText(waits.minutes, waits.creditHundredths)
  return [waits.people > 0 && `${waits.people} 人${amount && ` ${amount}`}等另一位同事看`, open > 0 && `${open} 人没处理`]
    .filter(Boolean)
    .join('；')
}

/** The word on the button, with what it will do. */
export function buttonText(closing: Closing, sum: ClosingSum): string {
  const amount = amountText(sum.posts.minutes, sum.posts.creditHundredths)
  if (closing.closedAt !== null) return amount ? `补记入账 · ${amount}` : '补记'
  return amount ? `完结并入账 · ${amount}` : '完结活动'
}

/** What is asked before it is done: every part of it, in sentences. */
export function questionText(closing: Closing, sum: ClosingSum): string {
  const { posts, waits, open } = sum
  const waiting = amountText(waits.minutes, waits.creditHundredths)
  return [
    posts.people > 0 ? `${posts.people} 人的 ${amountText(posts.minutes, posts.creditHundredths)}现在入账。` : '这次没有直接入账的。',
    waits.people > 0 && `${waits.people} 人${waiting ? `的 ${waiting}` : ''}等另一位同事看。`,
    open > 0 && `还有 ${open} 人没处理，完结后也能补。`,
    closing.closedAt === null && closing.absent.length > 0 && `${closing.absent.length} 人没来，记为缺席。`,
    '入账后不能改，只能另记一笔更正。',
  ]
    .filter(Boolean)
    .join('')
}

/** Whether it is too early: not over (the button is off), or sign-out still open (it may be done, with a warning). */
export function closingAdvice(closing: Closing, now: Instant): { blocked: boolean; text: string } | null {
  if (closing.closedAt !== null) return null
  if (now < closing.event.endsAt) return { blocked: true, text: `活动 ${clockOf(closing.event.endsAt)} 结束，之后再完结` }
  if (!closing.signOut || now > closing.signOutClosesAt) return null
  const waiting = closing.lines.filter((line) => line.signedOutAt === null).length
  const who = waiting > 0 ? `现在完结，还没签退的 ${waiting} 人要由你填离开时间` : '现在完结也行，大家都签退了'
  return { blocked: false, text: `签退到 ${clockOf(closing.signOutClosesAt)} 才结束。${who}` }
}

/** What is wrong with the overrun, in words; null where nothing is (also where there is none). */
export function overrunError(choices: ClosingChoices): string | null {
  const { overrunMinutes: minutes, overrunReason } = choices
  if (minutes === 0) return null
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > OVERRUN_MAX) return `延长填 1 到 ${OVERRUN_MAX} 分钟`
  const length = Array.from(overrunReason.trim()).length
  return length < 2 || length > 200 ? '写一下为什么延长（2 到 200 字）' : null
}

/** Whether anything has been chosen that would be sent. */
export function hasChoices(choices: ClosingChoices): boolean {
  return choices.confirm.length > 0 || Object.keys(choices.left).length > 0 || choices.overrunMinutes > 0
}

/** What is sent. */
export function closeInput(closing: Closing, choices: ClosingChoices): CloseInput {
  const { overrunMinutes: minutes } = choices
  return {
    eventId: closing.event.id,
    confirm: [...choices.confirm],
    left: Object.entries(choices.left).map(([personId, leftAt]) => ({ personId, leftAt })),
    overrun: minutes > 0 ? { minutes, reason: choices.overrunReason.trim() } : null,
  }
}

/** `14:02–17:06`, `14:02 起，没有签退`. */
export function presenceText(closing: Closing, { line, leftAt }: PlannedLine): string {
  if (leftAt !== null) return `${clockOf(line.signedInAt)}–${clockOf(leftAt)}`
  return closing.signOut ? `${clockOf(line.signedInAt)} 起，没有签退` : `${clockOf(line.signedInAt)} 签到`
}

/**
 * Why the hours of a line become a claim, by how presence was shown: only what the person's own phone has proven posts at
 * once (domain.md, 「Presence」). Where the sign-in is proven, it is the time of leaving that is not.
 */
const CLAIM_REASONS = {
  code: '离开时间不是扫码记的',
  pass: '离开时间不是扫码记的',
  roll_call: '点名签到的',
  manual: '手动登记的',
  poster: '扫海报签到的',
  card: '出示纸质卡签到的',
  paper: '按纸质签到表登记的',
} satisfies Record<Assurance, string>

/** How presence was recorded, where it was not by the code on the screen. */
export function recordedText({ line }: PlannedLine): string {
  return line.assurance === 'code' ? '' : ASSURANCE_NAMES[line.assurance]
}

/** Everything unusual about a line, in words. */
export function remarks({ line, heldReason, group, hours }: PlannedLine): string[] {
  return [
    ...line.flags.map((flag) => FLAG_NAMES[flag]),
    ...(group === 'pending' && !line.enrolled && !line.flags.includes('not_enrolled') ? [FLAG_NAMES.not_enrolled] : []),
    ...(heldReason ? [HELD_REASON_NAMES[heldReason]] : []),
    ...(hours === 'second_approver' ? [`${CLAIM_REASONS[line.assurance]}，时长要另一位同事确认`] : []),
    ...(line.tardyMinutes > 0 ? [`晚到 ${line.tardyMinutes} 分钟`] : []),
    ...(line.proposedLeftAt !== null && line.signedOutAt === null ? [`自己说 ${clockOf(line.proposedLeftAt)} 走的`] : []),
  ]
}

/** Where a line's hours and credits go, for the last column of the table. */
export function destination({ hours, credits, minutes, creditHundredths }: PlannedLine): string {
  if (hours === 'pending' || credits === 'pending') return '等你确认'
  if (hours === 'no_sign_out' || credits === 'no_sign_out') return '等你填离开时间'
  const amount = amountText(hours === 'none' ? 0 : minutes, credits === 'none' ? 0 : creditHundredths)
  return amount || '不记'
}
