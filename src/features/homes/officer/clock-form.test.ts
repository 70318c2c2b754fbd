import { SaveClockInputSchema } from '@core/contract/homes'
import { instantOf } from '@core/rules/shared/calendar'
import { clock, HOME, idOf, NOW, ORG } from './_homes'
import { clockFormError, clockFormOf, newClockForm, rhythmText, saveClockInput, turnedAt, withKind } from './clock-form'

const form = newClockForm(NOW)

test('a kind brings its usual name, unless somebody has written their own', () => {
  expect(form).toMatchObject({ kind: 'study_society', name: '学习社', startedOn: '2026-11-28' })
  expect(withKind(form, 'exchange_day').name).toBe('交流日')
  expect(withKind({ ...form, name: '读书夜' }, 'exchange_day').name).toBe('读书夜')
  expect(withKind(form, 'custom').name).toBe('')
})

test('it has a name, and one of one’s own kind says how often', () => {
  expect(clockFormError(form)).toBeNull()
  expect(clockFormError({ ...form, name: '学' })).toBe('起个名字（2 到 30 字）')
  const custom = { ...form, kind: 'custom' as const }
  for (const everyDays of ['', '0', '732', '一周']) expect(clockFormError({ ...custom, everyDays })).toBe('隔多少天办一次，填 1 到 731')
  expect(clockFormError({ ...custom, everyDays: '731' })).toBeNull()
})

test('what is sent is what the contract takes', () => {
  expect(saveClockInput({ orgId: ORG }, { ...form, everyDays: '7', homeId: HOME })).toEqual({
    orgId: ORG,
    homeId: HOME,
    kind: 'study_society',
    name: '学习社',
    everyDays: null,
    warnDays: 14,
    startedOn: '2026-11-28',
  })
  const custom = saveClockInput({ orgId: ORG }, { ...form, kind: 'custom', everyDays: '30' })
  expect(custom.everyDays).toBe(30)
  expect(SaveClockInputSchema.safeParse(custom).success).toBe(true)
})

test('one that is there is changed from what it is, and what nobody touched goes back as it was', () => {
  const kept = clock(1, { kind: 'custom', everyDays: 30, warnDays: 3, startedOn: '2026-01-10' })
  expect(saveClockInput({ orgId: ORG, clockId: kept.id }, clockFormOf(kept))).toEqual({
    orgId: ORG,
    clockId: idOf(1),
    homeId: HOME,
    kind: 'custom',
    name: '青年学习社',
    everyDays: 30,
    warnDays: 3,
    startedOn: '2026-01-10',
  })
  expect(clockFormOf(clock(2)).everyDays).toBe('')
})

test('what was done today was done now, and never in the future', () => {
  expect(turnedAt('2026-11-28', NOW)).toBe(NOW)
  expect(turnedAt('2026-11-20', NOW)).toBe(instantOf('2026-11-20', '12:00'))
})

test('a rhythm is said as people say it', () => {
  expect(rhythmText({ kind: 'exchange_day', everyDays: null })).toBe('交流日（每月一次）')
  expect(rhythmText({ kind: 'custom', everyDays: 30 })).toBe('每 30 天一次')
})
