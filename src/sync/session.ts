/**
 * Whose log-in this phone holds, as the outbox and the cache need it. The token itself lies in the platform; the person
 * lies beside it. In a browser several tabs share both, so they are read from the storage at every send, and written in
 * an order that never shows one person beside another's token.
 */
import { create } from 'zustand'
import { keepToken, readToken } from '@/platform/session'
import { readStored, removeStored, writeStored } from '@/platform/storage'

const KEY = 'session.person'

/** A person who is logged in. `consented`: they have agreed to the privacy page and told their name. */
export interface SessionPerson {
  id: string
  consented: boolean
}

/** The log-in as the views see it. */
export const useSession = create<{ person: SessionPerson | null }>(() => ({ person: readStored<SessionPerson>(KEY) }))

/** The person whose log-in a call would carry now, read with the token. A token without a person is nobody's. */
export function currentSession(): { token: string | null; person: SessionPerson | null } {
  // Token first: whoever changes them takes the person away before the token and brings the new one after it.
  const token = readToken()
  return { token, person: readStored<SessionPerson>(KEY) }
}

/** Lets the views know of a log-in or log-out in another tab. Answers whether there was one. */
export function noticeOtherTabs(): boolean {
  const { person } = currentSession()
  if (person?.id === useSession.getState().person?.id) return false
  useSession.setState({ person })
  return true
}

/** Keeps a new log-in. `token` is null in the cloud host, where the platform names the caller. */
export function signIn(person: SessionPerson, token: string | null): void {
  removeStored(KEY)
  keepToken(token)
  notePerson(person)
}

/** Keeps what the server says of the person who holds the token on this phone. */
export function notePerson(person: SessionPerson): void {
  writeStored(KEY, person)
  useSession.setState({ person })
}

/** Forgets the log-in on this phone. */
export function signOff(): void {
  removeStored(KEY)
  keepToken(null)
  useSession.setState({ person: null })
}
