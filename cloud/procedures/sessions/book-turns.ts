import type { Instant } from '@core/contract/common'
import { createTurns, type InTurn } from '@cloud/services/turns'
import type { Store } from '@cloud/store/store'

/** Who asks for what slot, and when. */
export interface SlotAsked {
  sessionId: string
  slotNo: number
  personId: string
  at: Instant
}

/** Bookings of one session take turns; who finds the slot plainly full hears session_full. */
export function bookTurns(store: Store): InTurn<SlotAsked> {
  return createTurns({
    about: ({ sessionId }) => sessionId,
    plainlyFull: (asked) => store.slots.look(asked[0]!.sessionId, asked, asked[0]!.at),
    full: 'session_full',
  })
}
