import type { DoorLine } from '@core/contract/attendance'
import { flagsOf } from '@core/rules/attendance/flags'
import type { PresenceRow } from '@cloud/store/attendance'
import type { Tables } from '@cloud/store/store'

/** Who is expected, here, gone, or waiting for a look: those who are not here yet first. */
export async function doorLines(store: Tables, eventId: string): Promise<{ lines: DoorLine[]; enrolledCount: number }> {
  const [presence, expected] = await Promise.all([store.attendance.presence(eventId), store.attendance.expected(eventId)])
  const present = new Set(presence.map((row) => row.personId))
  const missing = expected.filter((row) => !present.has(row.personId))
  return {
    lines: [...missing.map(presentMissing), ...presence.map((row) => presentPresent(row, expected.length))],
    enrolledCount: expected.length,
  }
}

function presentMissing({ personId, name, coming }: { personId: string; name: string; coming: boolean }): DoorLine {
  return {
    personId,
    name,
    state: 'expected',
    coming,
    signedInAt: null,
    signedOutAt: null,
    tardyMinutes: 0,
    assurance: null,
    flags: [],
  }
}

function presentPresent(row: PresenceRow, expected: number): DoorLine {
  return {
    personId: row.personId,
    name: row.name,
    state: row.settledAt === null && row.delayed && !row.confirmed ? 'pending' : row.signedOutAt !== null ? 'left' : 'arrived',
    coming: row.coming,
    signedInAt: row.signedInAt,
    signedOutAt: row.signedOutAt,
    tardyMinutes: row.tardyMinutes,
    assurance: row.assurance,
    flags: flagsOf({ ...row, expected }),
  }
}
