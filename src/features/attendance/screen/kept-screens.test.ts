import { storageFake } from '@/platform/storage/fake'
import { keepScreen, readKeptScreen } from './kept-screens'
import type { KeptScreen } from './screen-engine'

const kept = (wallOffset: number) => ({ version: 1, screen: { secret: 's' }, wallOffset }) as KeptScreen

beforeEach(() => storageFake.reset())

it('keeps the screens of three events and lets go of the oldest', () => {
  for (const n of [1, 2, 3, 4]) keepScreen(`event-${n}`, kept(n))
  expect(readKeptScreen('event-1')).toBeNull()
  expect(readKeptScreen('event-4')).toEqual(kept(4))
  keepScreen('event-2', kept(20))
  keepScreen('event-5', kept(5))
  expect(readKeptScreen('event-3')).toBeNull()
  expect(readKeptScreen('event-2')).toEqual(kept(20))
})

it('forgets one and leaves the others', () => {
  keepScreen('event-1', kept(1))
  keepScreen('event-2', kept(2))
  keepScreen('event-1', null)
  expect(readKeptScreen('event-1')).toBeNull()
  expect(readKeptScreen('event-2')).toEqual(kept(2))
})
