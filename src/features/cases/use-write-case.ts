import { useState } from 'react'
import type { Service } from '@core/contract/cases'
import type { OutputOf } from '@core/contract/procedures'
import { errorSentence } from '@core/contract/wording'
import { back, open, replace, toast, vibrate } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { request } from '@/sync/calls'
import { useDoing, type Doing } from '@/sync/use-doing'
import { useQuery, type Query } from '@/sync/use-query'
import { forgetDraft, lastOrg, rememberOrg, useCaseDraft, writeDraft, type CaseDraft } from './draft'
import { useAttachments, type Attachments } from './use-attachments'

export type WrittenKind = 'order' | 'question' | 'complaint'

/** What the way here already says. */
export interface KnownCase {
  kind?: string
  orgId?: string
  serviceId?: string
  /** 「不想让他看到？直接交给上级」. */
  toParent?: string
}

/** Characters of what is written, as people count them. */
export const MOST_WORDS = 1000

export interface WriteCaseModel extends Doing {
  services: Query<OutputOf<'cases.services'>>
  /** To whom this can be written, or about whom. */
  orgs: OutputOf<'cases.services'>['orgs']
  kind: WrittenKind
  /** Null: the way here has said which, and there is nothing to choose. */
  chooseKind: ((kind: WrittenKind) => void) | null
  orgId: string | null
  chooseOrg(orgId: string): void
  /** What the chosen organization offers. */
  offers: readonly Service[]
  /** Null: in free words. */
  service: Service | null
  chooseService(serviceId: string | null): void
  toParent: boolean
  /** Null: it goes above by itself, or orders a service that only this organization offers. */
  setToParent: ((toParent: boolean) => void) | null
  draft: CaseDraft
  write(part: Partial<CaseDraft>): void
  attachments: Attachments
  /** What is still missing, as the button says it; null: it can be sent. */
  missing: string | null
  send(): Promise<void>
  /** An answer of the library was what was wanted. */
  found(): void
}

/** Something to write to an organization. `loggedIn`: consent has been given as well. */
export function useWriteCase(known: KnownCase, loggedIn: boolean): WriteCaseModel {
  const services = useQuery('cases.services', {})
  const [kind, setKind] = useState<WrittenKind>(kindOf(known.kind) ?? 'question')
  const [chosenOrg, setChosenOrg] = useState<string | null>(null)
  const [chosenService, setChosenService] = useState<string | null>(known.serviceId ?? null)
  const [toParent, setToParent] = useState(known.toParent === 'yes')
  const draft = useCaseDraft()
  const attachments = useAttachments(loggedIn)
  const doing = useDoing(() => Promise.resolve())

  const orgs = (services.data?.orgs ?? []).filter(({ above }) => kind !== 'complaint' || above)
  const among = (id: string | null | undefined) => orgs.find((org) => org.id === id)?.id
  const alone = orgs.length === 1 ? orgs[0]!.id : null
  // A complaint says for itself about whom; nobody is chosen for it by what was written before.
  const orgId = among(chosenOrg) ?? among(known.orgId) ?? (kind === 'complaint' ? null : among(lastOrg())) ?? alone
  const offers = (services.data?.items ?? []).filter((one) => one.orgId === orgId)
  const service = kind === 'order' ? (offers.find(({ id }) => id === chosenService) ?? null) : null

  const isBelow = orgs.some(({ id, above }) => id === orgId && above)
  const mayGoAbove = kind !== 'complaint' && service === null && (orgId === null || isBelow)

  function missing(): string | null {
    if (orgId === null) return kind === 'complaint' ? '选说的是哪个组织' : '选写给谁'
    if (draft.topic === null) return '选是什么事'
    const length = Array.from(draft.text.trim()).length
    if (length === 0) return '写几句'
    return length > MOST_WORDS ? `最多 ${MOST_WORDS} 字，删减一些` : null
  }

  async function send(): Promise<void> {
    if (!loggedIn) return open(routes.login())
    const { topic, text, anonymous } = draft
    if (missing() !== null || orgId === null || topic === null) return
    if (attachments.waiting !== null) return toast(attachments.waiting)
    await doing.act(async () => {
      const { caseId } = await request('cases.submit', {
        ...{ kind, orgId, serviceId: service?.id ?? null, topic, text: text.trim(), anonymous },
        ...{ files: attachments.files, toParent: mayGoAbove && toParent },
      })
      if (kind !== 'complaint') rememberOrg(orgId)
      forgetDraft()
      vibrate()
      toast('交上去了，进展会告诉你')
      replace(routes.myCase(caseId))
    })
  }

  function found(): void {
    forgetDraft()
    toast('能帮上就好')
    back()
  }

  return {
    ...doing,
    services,
    orgs,
    ...{ kind, chooseKind: kindOf(known.kind) === null ? setKind : null },
    ...{
      orgId,
      chooseOrg: setChosenOrg,
      offers,
      service,
      chooseService: setChosenService,
      toParent,
      setToParent: mayGoAbove ? setToParent : null,
    },
    ...{ draft, write: writeDraft, attachments, missing: missing(), send, found },
  }
}

/** Why the last try did not work, in words: what was written is still there. */
export function sendProblem({ problem }: Doing): string | null {
  return problem && errorSentence(problem.code, problem.params)
}

function kindOf(kind: string | undefined): WrittenKind | null {
  return kind === 'order' || kind === 'question' || kind === 'complaint' ? kind : null
}
