/**
 * What somebody wants to write to an organization, while they are writing it: kept on the phone until a case carries it. Nobody else
 * who logs in on this phone reads it. Beside it, the organization that was written to last.
 */
import { create } from 'zustand'
import { TOPICS } from '@core/contract/names'
import type { Topic } from '@core/contract/sessions'
import { readStored, removeStored, writeStored } from '@/platform/storage'
import { currentSession, useSession } from '@/sync/session'

const KEY = 'cases.draft'
const LAST_ORG = 'cases.lastOrg'

export interface CaseDraft {
  /** Null: not chosen yet. */
  topic: Topic | null
  text: string
  anonymous: boolean
}

interface Kept extends CaseDraft {
  /** Who wrote it; null: nobody was logged in yet. */
  person: string | null
}

export const NO_DRAFT: CaseDraft = { topic: null, text: '', anonymous: false }

/** The draft of whoever holds this phone. */
export const useCaseDraft = create<CaseDraft>((set) => {
  useSession.subscribe(({ person }, before) => {
    if (before.person === null || person?.id === before.person.id) return
    removeStored(KEY)
    removeStored(LAST_ORG)
    set(NO_DRAFT)
  })
  return restoredDraft(readStored<unknown>(KEY), currentSession().person?.id ?? null)
})

/** Changes the draft, and keeps it where there is room. */
export function writeDraft(part: Partial<CaseDraft>): void {
  const draft = { ...useCaseDraft.getState(), ...part }
  useCaseDraft.setState(draft)
  keep(KEY, { ...draft, person: currentSession().person?.id ?? null } satisfies Kept)
}

/** The draft has been sent, or is not wanted any more. */
export function forgetDraft(): void {
  removeStored(KEY)
  useCaseDraft.setState(NO_DRAFT)
}

/** A draft as it was kept; an empty one where it is another person's, or not what this version writes. */
export function restoredDraft(kept: unknown, person: string | null): CaseDraft {
  if (typeof kept !== 'object' || kept === null) return NO_DRAFT
  const { topic, text, anonymous, person: writer } = kept as Record<string, unknown>
  if (writer !== null && writer !== person) return NO_DRAFT
  return {
    topic: TOPICS.find((one) => one === topic) ?? null,
    text: typeof text === 'string' ? text : '',
    anonymous: anonymous === true,
  }
}

/** The organization that was written to last from this phone; null: none yet. */
export function lastOrg(): string | null {
  const kept = readStored<unknown>(LAST_ORG)
  return typeof kept === 'string' ? kept : null
}

export function rememberOrg(orgId: string): void {
  keep(LAST_ORG, orgId)
}

/** What is on the screen stays where there is no room; only closing the app would lose it. */
function keep(key: string, value: unknown): void {
  try {
    writeStored(key, value)
  } catch {
    // Nothing to do about it.
  }
}
