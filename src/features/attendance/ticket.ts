import { create } from 'zustand'
import type { ScanOutcome } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { readStored, removeStored, writeStored } from '@/platform/storage'
import { useSession } from '@/sync/session'

const KEY = 'attendance.ticket'

/** A scan that counts and lacks something: a log-in, consent, an enrollment. `code` is what was scanned. */
export interface KeptTicket {
  code: string
  expected: string | undefined
  ticket: Extract<ScanOutcome, { outcome: 'ticket' }>
}

/** The ticket of this phone. It outlives the log-in and the closing of the app, and is good for ten minutes. */
export const useTicket = create<{ kept: KeptTicket | null }>((set) => {
  // Whoever logs out leaves no scan for the next person on this phone.
  useSession.subscribe(({ person }, { person: before }) => {
    if (person !== null || before === null) return
    removeStored(KEY)
    set({ kept: null })
  })
  return { kept: readStored<KeptTicket>(KEY) }
})

export function keepTicket(kept: KeptTicket): void {
  useTicket.setState({ kept })
  try {
    writeStored(KEY, kept)
  } catch {
    // It holds until the app is closed.
  }
}

export function dropTicket(): void {
  removeStored(KEY)
  useTicket.setState({ kept: null })
}

/** The ticket, if it is still good. */
export function liveTicket(now: Instant): KeptTicket | null {
  const { kept } = useTicket.getState()
  return kept && kept.ticket.expiresAt > now ? kept : null
}
