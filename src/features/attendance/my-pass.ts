/**
 * 我的码 (domain.md, 「Reverse scan」): a pass signed by the server, good for seven days, which an officer's phone reads. It lies
 * on this phone and is fetched anew whenever there is a network, so that it is there where there is none.
 */
import { create } from 'zustand'
import type { Pass } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import { HOUR_MS } from '@core/rules/shared/calendar'
import { now } from '@/platform/clock'
import { isOnline } from '@/platform/network'
import { readStored, removeStored, writeStored } from '@/platform/storage'
import { query } from '@/sync/calls'
import { currentSession, useSession } from '@/sync/session'
import { serverNow } from './server-clock'

const KEY = 'attendance.pass'
/** A pass is fetched anew when it is older than this. */
const FRESH_MS = 12 * HOUR_MS

interface KeptPass {
  person: string
  pass: Pass
  /** By the phone's clock. */
  fetchedAt: Instant
}

interface MyPassState {
  kept: KeptPass | null
  /** Why the last try to fetch it came to nothing. */
  error: AppError | null
}

/** The pass of whoever is logged in on this phone. */
export const useMyPass = create<MyPassState>((set) => {
  useSession.subscribe(({ person }, before) => {
    if (person?.id === before.person?.id && person?.consented === before.person?.consented) return
    if (before.person && person?.id !== before.person.id) {
      // Nobody else shows it on this phone.
      removeStored(KEY)
      set({ kept: null, error: null })
    }
    if (person) void refreshPass()
  })
  const kept = readStored<KeptPass>(KEY)
  return { kept: kept?.person === currentSession().person?.id ? kept : null, error: null }
})

/** Fetches the pass where there is a network and the one on the phone is old. Never throws. */
export async function refreshPass(): Promise<void> {
  const { person } = currentSession()
  if (!person?.consented || !isOnline() || isFresh(useMyPass.getState().kept, person.id)) return
  try {
    const pass = await query('attendance.pass', {})
    // Somebody else has logged in while it was under way.
    if (currentSession().person?.id !== person.id) return
    keep({ person: person.id, pass, fetchedAt: now() })
  } catch (thrown) {
    useMyPass.setState({ error: thrown instanceof AppError ? thrown : new AppError('server_error') })
  }
}

/** Whether a pass has had its time: an officer's phone would refuse it. */
export function isExpired({ expiresAt }: Pass): boolean {
  return serverNow() >= expiresAt
}

function isFresh(kept: KeptPass | null, person: string): boolean {
  return kept?.person === person && Math.abs(now() - kept.fetchedAt) < FRESH_MS && !isExpired(kept.pass)
}

function keep(kept: KeptPass): void {
  useMyPass.setState({ kept, error: null })
  try {
    writeStored(KEY, kept)
  } catch {
    // It holds until the app is closed.
  }
}
