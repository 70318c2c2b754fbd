/** The list at the door, sorted for the one who holds it. Pure. */
import type { DoorLine } from '@core/contract/attendance'
import { FLAG_NAMES } from '@core/contract/names'
import { clockOf } from '@core/rules/shared/calendar'
import type { DoorPerson } from './presence'

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
export function doorFilters(people: readonly DoorPerson[]): { key: DoorFilter; label: string; count: number }[] {
  const count = (state: DoorLine['state']) => people.filter((person) => person.state === state).length
  return [
    { key: 'all' as const, label: '全部', count: people.length },
    { key: 'expected' as const, label: DOOR_WORDS.expected, count: count('expected') },
    { key: 'arrived' as const, label: DOOR_WORDS.arrived, count: count('arrived') },
    { key: 'left' as const, label: DOOR_WORDS.left, count: count('left') },
    { key: 'pending' as const, label: DOOR_WORDS.pending, count: count('pending') },
  ].filter((filter) => filter.key !== 'pending' || filter.count > 0)
}

/** Who is shown: the filter, and a name as it is typed. Last arrivals first, then who is expected. */
export function doorLines(people: readonly DoorPerson[], filter: DoorFilter, search: string): DoorPerson[] {
  return people
    .filter((person) => (filter === 'all' || person.state === filter) && isNamed(person, search))
    .sort((a, b) => (b.signedInAt ?? 0) - (a.signedInAt ?? 0))
}

/** Whether a name holds what is typed; spaces do not count. */
export function isNamed({ name }: { name: string }, search: string): boolean {
  return name.replace(/\s/g, '').includes(search.replace(/\s/g, ''))
}

/** `14:02 签到 · 17:06 签退 · 晚到 12 分钟`; flags in words. */
export function doorNote(person: DoorPerson): string {
  return [
    person.signedInAt !== null && `${clockOf(person.signedInAt)} 签到`,
    person.signedOutAt !== null && `${clockOf(person.signedOutAt)} 签退`,
    person.tardyMinutes > 0 && `晚到 ${person.tardyMinutes} 分钟`,
    person.state === 'expected' && person.coming && '说了会来',
    ...person.flags.map((flag) => FLAG_NAMES[flag]),
    person.state === 'pending' && '没网时扫的，完结时确认',
    person.onPhone && '还在这部手机里',
  ]
    .filter(Boolean)
    .join(' · ')
}
