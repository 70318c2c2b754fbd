import { AppError } from '@core/contract/errors'
import type { DoorLine } from '@core/contract/attendance'
import { flagsOf } from '@core/rules/attendance/flags'
import { procedure } from '../procedure'

/** The list an officer holds at the door: who is expected, here, gone, or waiting for a look. */
export const door = procedure('attendance.door', async ({ input, store }) => {
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  const [presence, expected] = await Promise.all([store.attendance.presence(event.id), store.attendance.expected(event.id)])
  const present = new Set(presence.map((row) => row.personId))
  const lines: DoorLine[] = presence.map((row) => ({
    personId: row.personId,
    name: row.name,
    state: row.settledAt === null && row.delayed && !row.confirmed ? 'pending' : row.signedOutAt !== null ? 'left' : 'arrived',
    signedInAt: row.signedInAt,
    signedOutAt: row.signedOutAt,
    tardyMinutes: row.tardyMinutes,
    assurance: row.assurance,
    flags: flagsOf({ ...row, expected: expected.length }),
  }))
  const missing: DoorLine[] = expected
    .filter((row) => !present.has(row.personId))
    .map((row) => ({
      personId: row.personId,
      name: row.name,
      state: 'expected',
      signedInAt: null,
      signedOutAt: null,
      tardyMinutes: 0,
      assurance: null,
      flags: [],
    }))
  return {
    items: [...missing, ...lines].filter((line) => line.name.includes(input.search)),
    enrolledCount: expected.length,
    arrivedCount: lines.length,
    pendingCount: lines.filter((line) => line.state === 'pending').length,
  }
})
