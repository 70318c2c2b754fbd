import { create } from 'zustand'
import type { Me } from '@core/contract/people'
import { readStored, writeStored } from '@/platform/storage'
import { useMe } from './me'

const KEY = 'people.workOrg'

/** An organisation in whose name an officer works. */
export interface WorkOrg {
  orgId: string
  orgName: string
}

const useChosen = create<{ orgId: string | null }>(() => ({ orgId: readStored<string>(KEY) }))

/** The organisations whose officer or secretary a person is, in the order of their grants. */
export function workOrgsOf(me: Me | null): WorkOrg[] {
  const orgs = new Map<string, WorkOrg>()
  for (const { role, orgId, orgName } of me?.grants ?? []) {
    if (role !== 'helper' && orgId !== null && !orgs.has(orgId)) orgs.set(orgId, { orgId, orgName })
  }
  return [...orgs.values()]
}

/** In whose name the workbench works now. */
export interface CurrentWorkOrg {
  /** Null for who has none. */
  orgId: string | null
  orgName: string
  /** Whether they are a secretary of it, who also reviews and decides on model homes. */
  secretary: boolean
  choices: WorkOrg[]
  choose: (orgId: string) => void
}

/** In whose name the workbench works now: the organisation chosen last, or the first. */
export function useWorkOrg(): CurrentWorkOrg {
  const me = useMe((state) => state.me)
  const chosen = useChosen((state) => state.orgId)
  const choices = workOrgsOf(me)
  const current = choices.find((org) => org.orgId === chosen) ?? choices[0]
  const orgId = current?.orgId ?? null
  const secretary = me?.grants.some((grant) => grant.role === 'secretary' && grant.orgId === orgId) ?? false
  return { orgId, orgName: current?.orgName ?? '', secretary, choices, choose: chooseWorkOrg }
}

function chooseWorkOrg(orgId: string): void {
  useChosen.setState({ orgId })
  try {
    writeStored(KEY, orgId)
  } catch {
    // It holds until the app is closed.
  }
}
