import { instantOf } from '@core/rules/shared/calendar'
import { CHEN, LIN, NOW, rota } from './_duty'
import { rhythmName, rotaSentence } from './duty-words'
import { firstDates, newRotaDraft, rotaDraftOf, rotaError, rotaFormOf, withMoved } from './rota-form'

const hosts = [LIN, CHEN]
const draft = () => rotaDraftOf(rota(1))

it('says what is missing, one thing after the other', () => {
  const empty = newRotaDraft(NOW)
  expect(rotaError(empty)).toBe('选一个青年之家')
  expect(rotaError({ ...empty, homeId: 'h' })).toBe('选谁来接待')
  expect(rotaError({ ...empty, homeId: 'h', hostIds: [LIN.id], startsOn: '2026-02-30' })).toBe('选从哪天开始')
  expect(rotaError({ ...empty, homeId: 'h', hostIds: [LIN.id] })).toBeNull()
})

it('says so where the end is before the start, or no slot fits between', () => {
  const wrong = '结束要晚于开始，至少排得下一个时段'
  expect(rotaError({ ...draft(), from: '11:00', to: '09:00' })).toBe(wrong)
  expect(rotaError({ ...draft(), from: '09:00', to: '09:25' })).toBe(wrong)
  expect(rotaError({ ...draft(), slotMinutes: 0 })).toBe('每个时段 5 到 240 分钟，改一下再保存')
})

it('sends what was written, and nothing without a home', () => {
  expect(rotaFormOf(draft())).toEqual({
    homeId: rota(1).homeId,
    weekday: 6,
    from: '09:00',
    to: '11:30',
    slotMinutes: 30,
    placesPerSlot: 1,
    hostIds: [LIN.id, CHEN.id],
    startsOn: '2026-11-01',
  })
  expect(rotaFormOf(newRotaDraft(NOW))).toBeNull()
})

it('moves a host up or down, and nobody over an end', () => {
  expect(withMoved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(withMoved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(withMoved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
  expect(withMoved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
})

it('says in a line what it makes', () => {
  expect(rotaSentence({ ...draft(), to: '12:00' }, ['林书记', '陈静'])).toBe('每次 6 个时段，每段 1 人，林书记、陈静轮流')
  expect(rotaSentence({ ...draft(), placesPerSlot: 3 }, ['林书记'])).toBe('每次 5 个时段，每段 3 人，林书记接待')
  expect(rotaSentence(draft(), [])).toBe('每次 5 个时段，每段 1 人')
  expect(rhythmName(rota(1, { weekday: 0 }))).toBe('每周日 09:00–11:30')
})

describe('the first dates', () => {
  const dates = (now: number, part: Partial<ReturnType<typeof draft>> = {}) =>
    firstDates({ ...draft(), ...part }, hosts, now).map(({ day, hostName, holiday }) => [day, hostName ?? holiday])

  it('are held by one host after the other, beginning where the turns have come to', () => {
    expect(dates(NOW).slice(0, 2)).toEqual([
      ['2026-11-28', '陈静'],
      ['2026-12-05', '林书记'],
    ])
  })

  it('leave out today’s once it has begun, and begin no earlier than is written', () => {
    expect(dates(instantOf('2026-11-28', '09:00'))[0]).toEqual(['2026-12-05', '林书记'])
    expect(dates(NOW, { startsOn: '2026-12-10' })[0]).toEqual(['2026-12-12', '林书记'])
  })

  it('name the holiday on which nobody receives, which takes nobody’s turn', () => {
    expect(dates(instantOf('2026-09-20', '08:00'), { startsOn: '2026-09-20' }).slice(0, 3)).toEqual([
      ['2026-09-26', '中秋节'],
      ['2026-10-03', '国庆节'],
      ['2026-10-10', '林书记'],
    ])
  })

  it('are none while nobody receives or the times make no session', () => {
    expect(dates(NOW, { hostIds: [] })).toEqual([])
    expect(dates(NOW, { to: '08:00' })).toEqual([])
  })
})
