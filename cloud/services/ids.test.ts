import { randomBytes } from 'node:crypto'
import { byThePage, idsFrom, randomIds } from './ids'

test('bytes by the page are those of the source, in order, none of them twice', () => {
  let next = 0
  const counting = (count: number) => Buffer.from(Array.from({ length: count }, () => next++ % 251))
  const random = byThePage(counting)
  const taken = Buffer.concat(Array.from({ length: 1_000 }, (_, index) => random((index % 30) + 1)))
  // Where a page has too little left its rest is thrown away: what is given stays in order.
  let at = 0
  for (const byte of taken) {
    while (at % 251 !== byte) at += 1
    at += 1
  }
  expect(at).toBeLessThanOrEqual(next)
  expect(at).toBeGreaterThan(taken.length)
})

test('what was given out is not changed by what is given out later', () => {
  const random = byThePage(randomBytes)
  const first = random(16)
  const copy = Buffer.from(first)
  for (let turn = 0; turn < 2_000; turn += 1) random(16).fill(0)
  expect(first).toEqual(copy)
})

test('a hundred thousand ids are all different', () => {
  const ids = new Set(Array.from({ length: 100_000 }, () => randomIds.secret(16)))
  expect(ids.size).toBe(100_000)
})

test('a uuid says its time and its version', () => {
  const id = idsFrom(randomBytes).uuid(1_795_233_600_000)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(1_795_233_600_000)
})

test('uuids of one millisecond sort in the order they were made', () => {
  const { uuid } = idsFrom(randomBytes)
  const made = Array.from({ length: 1_000 }, () => uuid(1_795_233_600_000))
  expect([...made].sort()).toEqual(made)
})
