import { MODULES } from '@core/contract/names'
import { presentClaim, presentEvidence } from '@cloud/presenters/evidence'
import { formatCursor, parseCursor } from '@cloud/store/events'
import { procedure } from '../procedure'

/** The caller's credits: the sum, by module, what is under way, and each line with its evidence. */
export const mine = procedure('transcript.mine', async ({ input, person, now, store }) => {
  const [byModule, claims, lines] = await Promise.all([
    store.transcript.byModule(person.id),
    store.hours.claims(person.id, 'credit'),
    store.transcript.lines(person.id, parseCursor(input.after), input.limit),
  ])
  const names = await store.people.names(lines.flatMap((line) => line.approvers))
  const last = lines[input.limit - 1]
  return {
    totalHundredths: [...byModule.values()].reduce((sum, hundredths) => sum + hundredths, 0),
    claimedHundredths: claims.reduce((sum, claim) => sum + claim.hundredths, 0),
    modules: MODULES.map((module) => ({ module, hundredths: byModule.get(module) ?? 0 })),
    claims: claims.map((claim) => presentClaim(claim, now)),
    items: lines.map(({ evidence, approvers, ruleVersion, ...line }) => ({
      ...line,
      evidence: presentEvidence(evidence, approvers, ruleVersion, names),
    })),
    next: last ? formatCursor({ at: last.postedAt, id: last.id }) : null,
  }
})
