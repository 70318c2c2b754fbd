/** 点名 (domain.md, 「Presence」): who is asked for, and who is there. Pure. */
import type { DoorPack, Purpose } from '@core/contract/attendance'
import type { DoorPerson } from './presence'

/** 「全到，除了…」: everybody is here but those that are marked; or only those that are marked. */
export type RollMode = 'all_but' | 'one_by_one'

/** Somebody who is asked for. */
export interface Called {
  personId: string
  name: string
  note: string
}

/** Who can still be signed in, or out. `members`: those of the organization who did not enroll, where they are asked for too. */
export function calledOut(purpose: Purpose, people: readonly DoorPerson[], members: DoorPack['members']): Called[] {
  if (purpose === 'sign_out') return people.filter(({ state }) => state === 'arrived').map((person) => called(person, ''))
  const awaited = people.filter(({ state }) => state === 'expected' || state === 'pending')
  return [
    ...awaited.map((person) => called(person, person.state === 'pending' ? '没网时扫过' : person.coming ? '说了会来' : '')),
    ...members.map((member) => called(member, '没有报名')),
  ]
}

function called({ personId, name }: { personId: string; name: string }, note: string): Called {
  return { personId, name, note }
}

/** Whether somebody is there, by the way the list is gone through. */
export function isTicked(mode: RollMode, marked: ReadonlySet<string>, personId: string): boolean {
  return marked.has(personId) !== (mode === 'all_but')
}

/** Those who are there. */
export function ticked(list: readonly Called[], mode: RollMode, marked: ReadonlySet<string>): Called[] {
  return list.filter(({ personId }) => isTicked(mode, marked, personId))
}
