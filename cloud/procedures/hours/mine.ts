import { dayStart, lastMonths } from '@core/rules/shared/calendar'
import { presentClaim, presentEvidence } from '@cloud/presenters/evidence'
import { formatCursor, parseCursor } from '@cloud/store/events'
import { procedure } from '../procedure'

const MONTHS = 12

/** The caller's hours: the sum of the ledger, the last twelve months, what is under way, and each line with its evidence. */
export const mine = procedure('hours.mine', async ({ input, person, now, store }) => {
  const months = lastMonths(now, MONTHS)
  const [totalMinutes, byMonth, claims, lines] = await Promise.all([
    store.hours.total(person.id),
    store.hours.byMonth(person.id, dayStart(`${months[0]}-01`)),
    store.hours.claims(person.id, 'hours'),
    store.hours.lines(person.id, parseCursor(input.after), input.limit),
  ])
  const names = await store.people.names(lines.flatMap((line) => line.approvers))
  const last = lines[input.limit - 1]
  return {
    totalMinutes,
    claimedMinutes: claims.reduce((sum, claim) => sum + claim.minutes, 0),
    months: months.map((month) => ({ month, minutes: byMonth.get(month) ?? 0 })),
    claims: claims.map((claim) => presentClaim(claim, now)),
    items: lines.map(({ evidence, approvers, ruleVersion, ...line }) => ({
      ...line,
      evidence: presentEvidence(evidence, approvers, ruleVersion, names),
    })),
    next: last ? formatCursor({ at: last.from, id: last.id }) : null,
  }
})
