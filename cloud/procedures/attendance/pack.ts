import type { DoorPack } from '@core/contract/attendance'
import type { EventRow } from '@cloud/store/events'
import type { Call } from '../procedure'
import { doorLines } from './door-lines'
import { presentScreen } from './screen'

/** The most people besides those enrolled that a phone carries for one event: what one delivery may name. */
const MOST_MEMBERS = 5000

/** Whether an event's door can be held: neither cancelled nor still unreviewed. */
export function hasDoor({ status }: EventRow): boolean {
  return status === 'published' || status === 'closed'
}

/** All an officer's phone needs to hold the door of an event without a network. */
export async function packOf(event: EventRow, call: Pick<Call<'attendance.doorPack'>, 'store' | 'services' | 'now'>): Promise<DoorPack> {
  const { lines } = await doorLines(call.store, event.id)
  const members = await call.store.attendance.othersOf(event, call.now, MOST_MEMBERS)
  return { screen: presentScreen(event, call), lines, members, walkIns: event.walkIns }
}
