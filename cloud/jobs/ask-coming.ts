import { askComingFrom, asksComing } from '@core/rules/events/enrolling'
import { DAY_MS } from '@core/rules/shared/calendar'
import { tellOf, timeName } from '../services/messages'
import type { JobParts } from './parts'

const MOST = 100

/** Asks everybody enrolled, from 18:00 of the day before: 「来 / 不来了」. Each event once; who enrolled later than that knows. */
export async function askComing({ store, ids, now }: JobParts): Promise<void> {
  for (const eventId of await store.events.toRemind(now, now + 2 * DAY_MS, MOST)) {
    await store.transaction(async (tx) => {
      const event = await tx.events.byId(eventId)
      if (!event || !asksComing(event, now) || !(await tx.events.markReminded(event.id, now))) return
      await tellOf(
        tx,
        ids,
        event,
        await tx.places.enrolledIds(event.id, askComingFrom(event.startsAt)),
        'day_before',
        { time: timeName(event.startsAt) },
        now,
      )
    })
  }
}
