import type { ManagedEvent } from '@core/contract/events'
import { HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { managedEvent } from './_managed-event'
import { arrivedText, endedText, enrolledText, standingOf, waitsToClose, whenAndWhere } from './work-events'

const START = instantOf('2026-11-28', '14:00')
const event = (part: Partial<ManagedEvent> = {}) => managedEvent(1, START, { pendingCount: 0, ...part })

describe('where an event stands', () => {
  it('follows the time', () => {
    expect(standingOf(event({ arrivedCount: 0 }), START - HOUR_MS).word).toBe('还没开始')
    expect(standingOf(event(), START - 10 * MINUTE_MS).word).toBe('签到中')
    expect(standingOf(event(), START).word).toBe('进行中')
    expect(standingOf(event(), START + 3 * HOUR_MS)).toEqual({ word: '待完结', tone: 'red' })
  })

  it('is final once closed or cancelled, but for delayed scans that nobody has answered', () => {
    expect(standingOf(event({ status: 'closed' }), START + 9 * HOUR_MS).word).toBe('已完结')
    expect(standingOf(event({ status: 'closed', pendingCount: 2 }), START + 9 * HOUR_MS)).toEqual({ word: '补送 2', tone: 'gold' })
    expect(standingOf(event({ status: 'cancelled' }), START).word).toBe('已取消')
  })

  it('waits to be closed from its end on', () => {
    expect(waitsToClose(event(), START + 3 * HOUR_MS - 1)).toBe(false)
    expect(waitsToClose(event(), START + 3 * HOUR_MS)).toBe(true)
    expect(waitsToClose(event({ status: 'closed' }), START + 3 * HOUR_MS)).toBe(false)
  })
})

it('says the numbers that an officer looks for', () => {
  expect(arrivedText(event())).toBe('到场 18 / 25')
  expect(arrivedText(event({ enrolledCount: 0 }))).toBe('到场 18')
  expect(enrolledText(event())).toBe('报名 25 / 30')
  expect(enrolledText(event({ places: null }))).toBe('报名 25，不限名额')
  expect(whenAndWhere(event(), START)).toBe('今天 14:00–17:00 · 东关青年之家')
  expect(endedText(event(), START + 27 * HOUR_MS)).toBe('昨天 17:00 结束')
})
