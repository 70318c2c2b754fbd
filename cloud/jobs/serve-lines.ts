import { tellServed } from '../services/messages'
import type { JobParts } from './parts'

const MOST = 200

/** Moves the waiting lists on: offers that ran out go to the next in line, and a line ends with the start of its event. */
export async function serveLines({ store, ids, now }: JobParts): Promise<void> {
  for (const eventId of await store.places.toServe(now, MOST)) {
    await store.transaction(async (tx) => {
      const event = await tx.events.byId(eventId)
      if (event) await tellServed(tx, ids, event, await tx.places.tick(event, now), now)
    })
  }
}
