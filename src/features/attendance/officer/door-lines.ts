/** The list at the door, sorted for the one who holds it. Pure. */
import type { DoorLine, DoorList } from '@core/contract/attendance'
import { FLAG_NAMES } from '@core/contract/names'
import { clockOf } from '@core/rules/shared/calendar'

/** What the list is filtered by. */
export type DoorFilter = 'all' | DoorLine['state']

export const DOOR_WORDS = {
  expected: '还没来',
  arrived: '到了',
  left: '走了',
  pending: '补送',
} satisfies Record<DoorLine['state'], string>

const TONES = { expected: 'grey', arrived: 'green', left: 'blue', pending: 'gold' } as const satisfies Record<DoorLine['state'], string>

/** The colour of a state; the word says the same. */
export function doorTone(state: DoorLine['state']): 'grey' | 'green' | 'blue' | 'gold' {
  return TONES[state]
}

/** The filters with how many each holds; 补送 is there only when there are some. */
export function doorFilters(list: DoorList): { key: DoorFilter; label: string; count: number }[] {
  const count = (state: DoorLine['state']) => list.items.filter((line) => line.state === state).length
  return [
    { key: 'all' as const, label: '全部', count: list.items.length },
    { key: 'expected' as const, label: DOOR_WORDS.expected, count: count('expected') },
    { key: 'arrived' as const, label: DOOR_WORDS.arrived, count: count('arrived') },
    { key: 'left' as const, label: DOOR_WORDS.left, count: count('left') },
    { key: 'pending' as const, label: DOOR_WORDS.pending, count: count('pending') },
  ].filter((filter) => filter.key !== 'pending' || filter.count > 0)
}

/** Who is shown: the filter, and a name as it is typed (spaces do not count). Last arrivals first, then who is expected. */
export function doorLines(list: DoorList, filter: DoorFilter, search: string): DoorLine[] {
  const wanted = search.replace(/\s/g, '')
  return list.items
    .filter((line) => (filter === 'all' || line.state === filter) && line.name.replace(/\s/g, '').includes(wanted))
    .sort((a, b) => (b.signedInAt ?? 0) - (a.signedInAt ?? 0))
}

/** `14:02 签到 · 17:06 签退 · 晚到 12 分钟`; flags in words. */
export function doorNote(line: DoorLine): string {
  return [
    line.signedInAt !== null && `${clockOf(line.signedInAt)} 签到`,
    line.signedOutAt !== null && `${clockOf(line.signedOutAt)} 签退`,
    line.tardyMinutes > 0 && `晚到 ${line.tardyMinutes} 分钟`,
    ...line.flags.map((flag) => FLAG_NAMES[flag]),
    line.state === 'pending' && '没网时扫的，完结时确认',
  ]
    .filter(Boolean)
    .join(' · ')
}
