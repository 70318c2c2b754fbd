import type { ManagedEvent } from '@core/contract/events'
import { HOUR_MS } from '@core/rules/shared/calendar'

/** An event of three hours with 25 enrolled, 18 here and two delayed scans. */
export function managedEvent(n: number, startsAt: number, part: Partial<ManagedEvent> = {}): ManagedEvent {
  return {
    id: `0190a000-0000-7000-8000-00000000000${n}`,
    code: '0123456789',
    title: '河道清理',
    category: 'volunteer',
    categoryName: '志愿服务',
    cover: null,
    audience: 'open',
    byLots: false,
    homeId: '0190a000-0000-7000-8000-0000000000aa',
    homeName: '东关青年之家',
    startsAt,
    endsAt: startsAt + 3 * HOUR_MS,
    status: 'published',
    places: 30,
    free: 5,
    givesHours: true,
    creditModule: null,
    creditHundredths: 0,
    orgName: '东关街道团工委',
    enrolledCount: 25,
    arrivedCount: 18,
    pendingCount: 2,
    waitingCount: 0,
    ...part,
  }
}
