/**
 * What somebody wants to say to a secretary, while they are writing it: kept on the phone until a booking carries it, whichever
 * session it will be for. Nobody else who logs in on this phone reads it.
 */
import { create } from 'zustand'
import { TOPICS } from '@core/contract/names'
import type { Topic } from '@core/contract/sessions'
import { readStored, removeStored, writeStored } from '@/platform/storage'
import { currentSession, useSession } from '@/sync/session'

const KEY = 'sessions.matter'
/** Characters of a question, as people count them. */
export const MOST_WORDS = 500

export interface Matter {
  /** Null: not chosen yet. */
  topic: Topic | null
  question: string
  anonymous: boolean
}

interface Kept extends Matter {
  /** Who wrote it; null: nobody was logged in yet. */
  person: string | null
}

export const NO_MATTER: Matter = { topic: null, question: '', anonymous: false }

/** The draft of whoever holds this phone. */
export const useMatter = create<Matter>((set) => {
  useSession.subscribe(({ person }, before) => {
    if (before.person === null || person?.id === before.person.id) return
    removeStored(KEY)
    set(NO_MATTER)
  })
  return restoredMatter(readStored<unknown>(KEY), currentSession().person?.id ?? null)
})

/** Changes the draft, and keeps it where there is room. */
export function writeMatter(part: Partial<Matter>): void {
  const matter = { ...useMatter.getState(), ...part }
  useMatter.setState(matter)
  const person = currentSession().person?.id ?? null
  try {
    writeStored(KEY, { ...matter, person } satisfies Kept)
  } catch {
    // What is on the screen stays; only closing the app would lose it.
  }
}

/** The draft has been sent. */
export function forgetMatter(): void {
  removeStored(KEY)
  useMatter.setState(NO_MATTER)
}

/** A draft as it was kept; an empty one where it is another person's, or not what this version writes. */
export function restoredMatter(kept: unknown, person: string | null): Matter {
  if (typeof kept !== 'object' || kept === null) return NO_MATTER
  const { topic, question, anonymous, person: writer } = kept as Record<string, unknown>
  if (writer !== null && writer !== person) return NO_MATTER
  return {
    topic: TOPICS.find((one) => one === topic) ?? null,
    question: typeof question === 'string' ? question : '',
    anonymous: anonymous === true,
  }
}
