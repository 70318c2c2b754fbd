import type { DoorPack } from '@core/contract/attendance'
import { AppError } from '@core/contract/errors'
import { DAY_MS, dayStart } from '@core/rules/shared/calendar'
import { procedure } from '../procedure'
import { hasDoor, packOf } from './pack'

/** More doors than anybody holds on one day; beyond it the pack of an organization below is what is meant. */
const MOST_EVENTS = 30

/** 下乡包: the events of a day (UTC+8), of the organization and below, with their lists and keys. The opening is logged. */
export const fieldPack = procedure('attendance.fieldPack', async (call) => {
  const { input, now, store, services } = call
  const from = dayStart(input.day)
  const eventIds = await store.attendance.eventsBetween(input.orgId, from, from + DAY_MS)
  if (eventIds.length > MOST_EVENTS) throw new AppError('too_many_events', { n: eventIds.length })
  const packs: DoorPack[] = []
  for (const eventId of eventIds) {
    const event = await store.events.byId(eventId)
    if (event && hasDoor(event)) packs.push(await packOf(event, call))
  }
  return { day: input.day, packs, passKeys: await services.signing.keys(store, now), now }
})
