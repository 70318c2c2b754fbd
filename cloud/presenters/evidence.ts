import type { Instant } from '@core/contract/common'
import type { Claim, Evidence } from '@core/contract/hours'
import { dayUnderWay } from '@core/rules/hours/ledger'
import type { ClaimRow } from '@cloud/store/hours'
import type { StoredEvidence } from '@cloud/store/schema'

/** What a line of hours or credits rests on, with the names of those who approved. */
export function presentEvidence(
  evidence: StoredEvidence,
  approvers: readonly string[],
  ruleVersion: string,
  names: ReadonlyMap<string, string>,
): Evidence {
  return {
    eventId: evidence.eventId,
    title: evidence.title,
    homeName: evidence.homeName,
    signedInAt: evidence.signedInAt,
    signedOutAt: evidence.signedOutAt,
    assurance: evidence.assurance,
    delayed: evidence.delayed,
    approvers: approvers.map((id) => names.get(id) ?? ''),
    ruleVersion,
  }
}

/** A claim under way: with whom, since when, on which day. */
export function presentClaim(claim: ClaimRow, now: Instant): Claim {
  return {
    id: claim.id,
    kind: claim.kind,
    state: claim.state,
    heldReason: claim.heldReason,
    minutes: claim.minutes,
    creditHundredths: claim.hundredths,
    module: claim.module,
    withOrg: claim.withOrg,
    since: claim.since,
    day: dayUnderWay(claim.since, now),
    evidence: presentEvidence(claim.evidence, [], claim.ruleVersion, new Map()),
  }
}
