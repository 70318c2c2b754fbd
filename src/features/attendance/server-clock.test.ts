import { HOUR_MS } from '@core/rules/shared/calendar'
import { clockFake } from '@/platform/clock/fake'
import { storageFake } from '@/platform/storage/fake'
import { newPhone } from '@/sync/_phone'
import { askedTheTime, betterOffset, offsetOf, serverNow, useServerClock } from './server-clock'

beforeEach(() => {
  newPhone()
  useServerClock.setState({ known: null })
})

/** An answer that takes `ms`, of a server whose clock is `ahead` of the phone's. */
const answerAfter = (ms: number, ahead: number) =>
  askedTheTime(async () => {
    clockFake.advance(ms / 2)
    const answer = { now: clockFake.time + ahead }
    clockFake.advance(ms / 2)
    return answer
  })

it('takes the phone’s own clock before anything is known', () => {
  expect(serverNow()).toBe(clockFake.time)
})

it('corrects a phone that is an hour behind, also after the app was closed', async () => {
  await answerAfter(200, HOUR_MS)
  expect(serverNow()).toBe(clockFake.time + HOUR_MS)
  clockFake.advance(3 * HOUR_MS)
  expect(serverNow()).toBe(clockFake.time + HOUR_MS)
  expect(JSON.parse(storageFake.entries.get('clock-offset')!)).toEqual({ offset: HOUR_MS, error: 100 })
})

it('keeps an exact offset over a vague one that agrees, and believes one that contradicts', () => {
  const exact = { offset: 1_000, error: 50 }
  expect(betterOffset(exact, { offset: 2_000, error: 3_000 })).toBe(exact)
  expect(betterOffset(exact, { offset: 9_000, error: 3_000 })).toEqual({ offset: 9_000, error: 3_000 })
  expect(betterOffset(exact, { offset: 1_040, error: 20 })).toEqual({ offset: 1_040, error: 20 })
})

it('takes the middle of the request', () => {
  expect(offsetOf(5_000, 1_000, 3_000)).toEqual({ offset: 3_000, error: 1_000 })
})

it('holds in memory where the phone is full', async () => {
  storageFake.full = true
  await answerAfter(100, 60_000)
  expect(serverNow()).toBe(clockFake.time + 60_000)
})
