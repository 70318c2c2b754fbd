import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from './calendar'
import { datedSpan, momentName, timeLeft } from './moments'

const NOON = instantOf('2026-11-21', '12:00')

describe('moments', () => {
  it('promise only whole minutes that are certainly left', () => {
    const left = [MINUTE_MS - 1, MINUTE_MS, 25 * MINUTE_MS + 1, HOUR_MS, 2 * HOUR_MS + 5 * MINUTE_MS].map((ms) => timeLeft(NOON + ms, NOON))
    expect(left).toEqual(['不到 1 分钟', '1 分钟', '25 分钟', '1 小时', '2 小时 5 分'])
  })

  it('name the day where it is not today', () => {
    expect(momentName(NOON, NOON)).toBe('12:00')
    expect(momentName(NOON + DAY_MS, NOON)).toBe('明天 12:00')
  })

  it('name a span by its dates for whoever reads it some day', () => {
    expect(datedSpan(NOON, NOON + HOUR_MS)).toBe('11月21日 周六 12:00–13:00')
    expect(datedSpan(NOON, NOON + 13 * HOUR_MS)).toBe('11月21日 周六 12:00–11月22日 周日 01:00')
  })
})
