import type { Closing, ClosingLine } from '@core/contract/events'
import { HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'

/** The id of the n-th person or thing of a test. */
export function idOf(n: number): string {
  return `0190a000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`
}

/** Somebody who came two minutes after `start`, signed out after three hours, and posts. */
export function closingLine(start: number, n: number, part: Partial<ClosingLine> = {}): ClosingLine {
  return {
    personId: idOf(n),
    name: `第${n}人`,
    signedInAt: start + 2 * MINUTE_MS,
    signedOutAt: start + 3 * HOUR_MS,
    proposedLeftAt: null,
    suggestedLeftAt: null,
    tardyMinutes: 0,
    delayed: false,
    confirmed: false,
    enrolled: true,
    assurance: 'code',
    flags: [],
    minutes: 178,
    creditHundredths: 25,
    hours: 'posts',
    credits: 'posts',
    heldReason: null,
    settled: false,
    ...part,
  }
}

/** Somebody whose scan came late and waits for a confirmation. */
export function delayedLine(start: number, n: number, part: Partial<ClosingLine> = {}): ClosingLine {
  return closingLine(start, n, { delayed: true, minutes: 0, creditHundredths: 0, hours: 'pending', credits: 'pending', ...part })
}

/** Somebody who did not sign out. */
export function forgottenLine(start: number, n: number, part: Partial<ClosingLine> = {}): ClosingLine {
  return closingLine(start, n, {
    signedOutAt: null,
    suggestedLeftAt: start + 3 * HOUR_MS,
    minutes: 0,
    creditHundredths: 0,
    hours: 'no_sign_out',
    credits: 'no_sign_out',
    ...part,
  })
}

/** An event of three hours that gives hours and a quarter of a credit, with sign-out until an hour after the end. */
export function closingOf(start: number, lines: ClosingLine[], part: Partial<Closing> = {}): Closing {
  const end = start + 3 * HOUR_MS
  return {
    event: {
      id: idOf(50),
      code: '0123456789',
      title: '河道清理',
      category: 'volunteer',
      categoryName: '志愿服务',
      cover: null,
      audience: 'open',
      byLots: false,
      homeId: idOf(51),
      homeName: '东关青年之家',
      startsAt: start,
      endsAt: end,
      status: 'published',
      places: 30,
      free: 0,
      givesHours: true,
      creditModule: 'volunteer',
      creditHundredths: 25,
    },
    signOut: true,
    signOutClosesAt: end + HOUR_MS,
    closedAt: null,
    mayClose: true,
    lines,
    absent: [],
    postedMinutes: 0,
    postedCreditHundredths: 0,
    claimedMinutes: 0,
    overrunMinutes: 0,
    ...part,
  }
}
