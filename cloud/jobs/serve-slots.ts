import { tellSlotServed } from '../services/session-messages'
import type { JobParts } from './parts'

const MOST = 200

/** Moves the lines of sessions on: offers that ran out go to the next, and a line ends when the last slot begins. */
export async function serveSlots({ store, ids, now }: JobParts): Promise<void> {
  for (const sessionId of await store.slots.toServe(now, MOST)) {
    await store.transaction(async (tx) => {
      const session = await tx.sessions.byId(sessionId, null, now)
      if (session) await tellSlotServed(tx, ids, session, await tx.slots.tick(sessionId, now), now)
    })
  }
}
