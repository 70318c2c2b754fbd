import { drawLots } from '@core/rules/events/lots'
import { BEHIND_MS } from '@core/rules/events/waiting'
import { tellOf } from '../services/messages'
import type { JobParts } from './parts'

const MOST = 50

/** Draws the lots of events whose window of enrolling is over. Who is not drawn waits, in the order of the lots. */
export async function drawAllLots({ store, ids, now }: JobParts): Promise<void> {
  for (const eventId of await store.events.toDraw(now, MOST)) {
    await store.transaction(async (tx) => {
      await tx.events.lock(eventId)
      const event = await tx.events.byId(eventId)
      if (!event || event.status !== 'published' || event.drawnAt !== null || event.lotsSeed === null || event.places === null) return
      const applicants = await tx.places.applicants(event.id, event.orgId, now - BEHIND_MS)
      const { drawn, order } = drawLots({
        seed: event.lotsSeed,
        places: event.places - (await tx.places.takenCount(event)),
        applicants,
        firstTimerShare: event.firstTimerPercent,
      })
      const won = new Set(drawn)
      const line = order.filter((personId) => !won.has(personId))
      await tx.places.writeLots(event, drawn, line, now)
      await tx.events.markDrawn(event.id, now)
      await tellOf(tx, ids, event, drawn, 'drawn', {}, now)
      for (const [index, personId] of line.entries()) await tellOf(tx, ids, event, [personId], 'not_drawn', { n: index + 1 }, now)
    })
  }
}
