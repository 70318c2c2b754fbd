/**
 * Who an anonymous person is (domain.md, 「Cases」): the organization in charge asks with a reason, two people of the one above agree, and
 * the person is told; or one of them declines. All of it is read from the history of the case.
 */
import type { CaseStep } from '@core/contract/cases'
import { refused, type Refused } from '../shared/refused'

/** So many different people have to agree. */
const AGREEMENTS = 2

/** What the history says that matters here. */
export interface UnmaskStep {
  step: CaseStep
  byId: string
}

/** After these nothing is asked any more: it is decided, answered, at an end, or somebody else's. */
const ENDS_ASKING: readonly CaseStep[] = ['moved', 'returned', 'resolved', 'explained', 'unmasked', 'unmask_declined']

/** What is asked now: by whom, and who agreed. */
export interface Asking {
  askedBy: string
  agreed: readonly string[]
}

/** What is asked now; null: nothing. */
export function askingNow(history: readonly UnmaskStep[]): Asking | null {
  return history.reduce<Asking | null>((asking, { step, byId }) => {
    if (step === 'unmask_asked') return { askedBy: byId, agreed: [] }
    if (step === 'unmask_agreed' && asking) return { ...asking, agreed: [...asking.agreed, byId] }
    return ENDS_ASKING.includes(step) ? null : asking
  }, null)
}

/** Why a name cannot be asked for; null where it can: nobody is unnamed, they are known already, or it is being asked. */
export function whyNotAsk(
  file: { personId: string | null; anonymous: boolean; ownerOrgId: string; unmaskedOrgId: string | null },
  history: readonly UnmaskStep[],
): Refused | null {
  const unnamed = file.personId !== null && file.anonymous && file.unmaskedOrgId !== file.ownerOrgId
  return unnamed && askingNow(history) === null ? null : refused('case_state_wrong')
}

/** Why somebody's agreement does not count; null where it does: nobody agrees twice, nor to what they asked themselves. */
export function whyNotAgree(asking: Asking | null, personId: string): Refused | null {
  if (asking === null) return refused('case_state_wrong')
  return personId === asking.askedBy || asking.agreed.includes(personId) ? refused('own_unmasking') : null
}

/** Why somebody cannot decline; null where they can, also who agreed before and thinks better of it. Nobody decides what they asked themselves. */
export function whyNotDecline(asking: Asking | null, personId: string): Refused | null {
  if (asking === null) return refused('case_state_wrong')
  return personId === asking.askedBy ? refused('own_unmasking') : null
}

/** Whether one more agreement shows the name. */
export function isGrantedWith({ agreed }: Asking): boolean {
  return agreed.length + 1 >= AGREEMENTS
}
