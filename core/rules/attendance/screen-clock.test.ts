import fc from 'fast-check'
import { HOUR_MS, MINUTE_MS } from '../shared/calendar'
import { stepOf } from './code'
import { betterFix, carriedFix, fixClock, isUncalibrated, screenPurpose, screenStep, serverTime, wallOffset } from './screen-clock'

const NOON = 1_795_000_000_000
const read = (wall: number, monotonic: number) => ({ wall, monotonic })

describe('the time of a screen', () => {
  it('is that of the server, whatever the device thinks the time is', () => {
    const wrong = NOON - HOUR_MS
    const fix = fixClock(NOON, read(wrong, 1_000), read(wrong + 200, 1_200))
    expect(serverTime(fix, 1_100)).toBe(NOON)
    expect(serverTime(fix, 1_100 + HOUR_MS)).toBe(NOON + HOUR_MS)
  })

  it('is wrong by at most half of what the request took, wherever in it the server looked at its clock', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: -HOUR_MS, max: HOUR_MS }),
        (took, when, wrong) => {
          const sent = 5_000
          const truth = (monotonic: number) => NOON + monotonic
          const serverNow = Math.round(truth(sent + took * when))
          const fix = fixClock(serverNow, read(NOON + wrong, sent), read(NOON + wrong + took, sent + took))
          expect(Math.abs(serverTime(fix, sent + took) - truth(sent + took))).toBeLessThanOrEqual(fix.error + 1)
        },
      ),
    )
  })

  it('does not move when somebody sets the clock of the device, but is no longer vouched for', () => {
    const fix = fixClock(NOON, read(NOON, 0), read(NOON, 0))
    expect(serverTime(fix, 60_000)).toBe(NOON + 60_000)
    expect(isUncalibrated(fix, read(NOON + 60_000, 60_000))).toBe(false)
    expect(isUncalibrated(fix, read(NOON + 60_000 + HOUR_MS, 60_000))).toBe(true)
  })

  it('goes on by the wall clock after a reload without a network, even where that clock is an hour wrong', () => {
    const wrong = NOON + HOUR_MS
    const before = fixClock(NOON, read(wrong, 90_000), read(wrong, 90_000))
    const kept = wallOffset(before, read(wrong + 5_000, 95_000))
    const after = carriedFix(kept, read(wrong + 8_000, 12))
    expect(serverTime(after, 12)).toBe(NOON + 8_000)
    expect(isUncalibrated(after, read(wrong + 8_000, 12))).toBe(true)
  })

  it('vouches for a time that a phone carries by an offset it has measured, and gives way to a better answer', () => {
    const wrong = NOON + HOUR_MS
    const carried = carriedFix(-HOUR_MS, read(wrong, 12), 100)
    expect(serverTime(carried, 12)).toBe(NOON)
    expect(isUncalibrated(carried, read(wrong, 12))).toBe(false)
    expect(isUncalibrated(carried, read(wrong + HOUR_MS, 1_012))).toBe(true)
    const fix = fixClock(NOON + 1_000, read(wrong + 1_000, 1_012), read(wrong + 1_040, 1_052))
    expect(betterFix(carried, fix)).toBe(fix)
  })

  it('takes any answer of the server over a carried time', () => {
    const carried = carriedFix(-HOUR_MS, read(NOON, 10))
    const fix = fixClock(NOON, read(NOON, 1_000), read(NOON + 30_000, 31_000))
    expect(betterFix(carried, fix)).toBe(fix)
  })

  it('keeps an exact fix when a slow answer agrees with it', () => {
    const exact = fixClock(NOON, read(NOON, 0), read(NOON + 20, 20))
    const slow = fixClock(NOON + 4_000, read(NOON + 3_000, 3_000), read(NOON + 8_000, 8_000))
    expect(betterFix(exact, slow).offset).toBe(exact.offset)
  })

  it('drops an exact fix that an answer contradicts: the device slept', () => {
    const exact = fixClock(NOON, read(NOON, 0), read(NOON + 20, 20))
    const slept = 10 * MINUTE_MS
    const later = fixClock(NOON + slept + 1_000, read(NOON + slept, 900), read(NOON + slept + 200, 1_100))
    expect(isUncalibrated(exact, read(NOON + slept, 900))).toBe(true)
    const fix = betterFix(exact, later)
    expect(fix).toBe(later)
    expect(isUncalibrated(fix, read(NOON + slept + 200, 1_100))).toBe(false)
  })

  it('is sure again once the server has confirmed it after the device clock was set', () => {
    const exact = fixClock(NOON, read(NOON, 0), read(NOON + 20, 20))
    const wall = NOON + HOUR_MS
    const confirmed = betterFix(exact, fixClock(NOON + 5_100, read(wall + 5_000, 5_000), read(wall + 5_200, 5_200)))
    expect(confirmed.offset).toBe(exact.offset)
    expect(isUncalibrated(confirmed, read(wall + 6_000, 6_000))).toBe(false)
  })
})

describe('the turning of a screen', () => {
  it('shows each step for ten seconds and says how long it still stands', () => {
    const begin = Math.ceil(NOON / 10_000) * 10_000
    expect(screenStep(begin)).toEqual({ step: stepOf(begin), leftMs: 10_000 })
    expect(screenStep(begin + 9_999)).toEqual({ step: stepOf(begin), leftMs: 1 })
    expect(screenStep(begin + 10_000).step).toBe(stepOf(begin) + 1)
  })
})

describe('what a screen is for', () => {
  const event = {
    startsAt: NOON,
    endsAt: NOON + 3 * HOUR_MS,
    signInClosesAt: NOON + 3 * HOUR_MS,
    signOut: true,
    signOutClosesAt: NOON + 4 * HOUR_MS,
  }
  const at = (minutes: number) => event.endsAt + minutes * MINUTE_MS

  it('is sign-in, and sign-out from 15 minutes before the end until sign-out is over', () => {
    expect(screenPurpose(event, at(-16), null)).toBe('sign_in')
    expect(screenPurpose(event, at(-15), null)).toBe('sign_out')
    expect(screenPurpose(event, at(60), null)).toBe('sign_out')
    expect(screenPurpose(event, at(60) + 1, null)).toBeNull()
  })

  it('is what was chosen by hand while that is open', () => {
    expect(screenPurpose(event, at(-120), 'sign_out')).toBe('sign_out')
    expect(screenPurpose(event, at(-5), 'sign_in')).toBe('sign_in')
    expect(screenPurpose(event, at(5), 'sign_in')).toBe('sign_out')
  })

  it('is sign-in alone where nobody signs out', () => {
    const open = { ...event, signOut: false }
    expect(screenPurpose(open, at(-1), 'sign_out')).toBe('sign_in')
    expect(screenPurpose(open, at(1), null)).toBeNull()
  })

  it('leaves a short event half of its time for sign-in', () => {
    const short = { ...event, startsAt: event.endsAt - 20 * MINUTE_MS }
    expect(screenPurpose(short, at(-11), null)).toBe('sign_in')
    expect(screenPurpose(short, at(-10), null)).toBe('sign_out')
  })
})
