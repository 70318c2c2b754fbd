import type { Home } from '@core/contract/homes'
import { EventFormSchema, PublishInputSchema, type EventForm } from '@core/contract/events'
import { HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { rememberedOf, restoredForm } from './publish-draft'
import { FORM_FIELDS, formErrors as errorsOf, refusalAtField, stepOf } from './publish-errors'
import {
  emptyForm,
  formSpan,
  nextSaturday,
  placesOf,
  withChanges,
  withDay,
  withException,
  withHome,
  withHours,
  withLots,
  withNotVolunteering,
  withOneMoreShift,
  withoutHours,
  withRhythm,
  withShift,
  withStart,
  type PublishForm,
} from './publish-form'
import { copyOfEvent, formOfEvent, movedParts, toEventForm, toInput } from './publish-input'
import { rhythmName, seriesPreview } from './publish-series'

const NOW = instantOf('2026-11-25', '10:00') // a Wednesday
const home = (n: number): Home => ({
  id: `0190a000-0000-7000-8000-00000000000${n}`,
  name: `第 ${n} 青年之家`,
  orgId: '0190a000-0000-7000-8000-0000000000aa',
  orgName: '东关街道团工委',
  address: '',
  hours: '',
  services: [],
  dutyNote: '',
})
const ME = '0190a000-0000-7000-8000-0000000000bb'
const OTHER = '0190a000-0000-7000-8000-0000000000cc'
const formErrors = (form: PublishForm, now: number, isNew = true) => errorsOf(form, { now, categories: null, isNew })
const filled = (part: Partial<PublishForm> = {}): PublishForm => ({ ...emptyForm([home(1)], null, NOW), title: '河道清理', ...part })

describe('a new form', () => {
  it('needs no more than a title where there is one home', () => {
    expect(formErrors(emptyForm([home(1)], null, NOW), NOW)).toEqual({ title: '给活动起个标题' })
    expect(formErrors(filled(), NOW)).toEqual({})
  })

  it('begins with the home that was used last, and with none where that is not managed any more', () => {
    expect(emptyForm([home(1), home(2)], { homeId: home(2).id }, NOW).homeId).toBe(home(2).id)
    expect(emptyForm([home(1), home(2)], { homeId: home(3).id }, NOW).homeId).toBe('')
  })

  it('is for the coming Saturday from 14:00 to 17:00', () => {
    expect(formSpan(filled())).toEqual({ startsAt: instantOf('2026-11-28', '14:00'), endsAt: instantOf('2026-11-28', '17:00') })
  })

  it('takes this Saturday until its 14:00, then the next', () => {
    expect(nextSaturday(instantOf('2026-11-28', '13:59'))).toBe('2026-11-28')
    expect(nextSaturday(instantOf('2026-11-28', '14:00'))).toBe('2026-12-05')
    expect(nextSaturday(instantOf('2026-11-29', '00:00'))).toBe('2026-12-05')
  })

  it('makes an input that the contract takes', () => {
    const form = withHours(filled({ givesCredits: true, unlimited: true, checkedNotVolunteering: true }), true)
    expect(PublishInputSchema.safeParse(toInput(form)).success).toBe(true)
    expect(toInput(form)).toMatchObject({ places: null, givesHours: true, signOut: true, creditModule: 'volunteer', creditHundredths: 25 })
  })
})

describe('the time of an event', () => {
  it('may go over midnight', () => {
    const night = filled({ from: '22:00', to: '02:00' })
    expect(formErrors(night, NOW)).toEqual({})
    expect(formSpan(night).endsAt).toBe(instantOf('2026-11-29', '02:00'))
  })

  it('keeps its length when the start is moved', () => {
    expect(withStart(filled(), '19:00')).toMatchObject({ from: '19:00', to: '22:00' })
    const overMidnight = withStart(filled(), '22:30')
    expect(overMidnight.to).toBe('01:30')
    expect(formSpan(overMidnight).endsAt - formSpan(overMidnight).startsAt).toBe(3 * HOUR_MS)
  })

  it.each([
    [{ from: '14:00', to: '14:00' }, '结束要晚于开始'],
    [{ from: '14:00', to: '14:05' }, '活动至少 10 分钟'],
    [{ day: '2026-11-24' }, '这个时间已经过去了，改一下日期'],
  ])('is refused where it cannot be: %j', (part, sentence) => {
    expect(formErrors(filled(part), NOW).time).toBe(sentence)
  })
})

describe('the fields', () => {
  it.each([
    [{ title: ' 河 ' }, { title: '标题至少 2 个字' }],
    [{ title: '🙂'.repeat(60) }, {}],
    [{ title: '🙂'.repeat(61) }, { title: '标题最多 60 个字，现在 61 个' }],
    [{ places: 0 }, { places: '名额填 1 到 5000，或选不限' }],
    [{ places: 0, unlimited: true }, {}],
    [{ places: Number.NaN }, { places: '名额填 1 到 5000，或选不限' }],
    [{ givesCredits: true, creditHundredths: 0 }, { credits: '学分填 0.05 到 10' }],
    [{ summary: '字'.repeat(2001) }, { summary: '简介最多 2000 字，现在 2001 字' }],
    [{ contact: '1'.repeat(61) }, { contact: '联系方式最多 60 个字' }],
    [{ homeId: '' }, { homeId: '选一个青年之家' }],
  ])('say what is wrong: %#', (part, errors) => {
    expect(formErrors(filled(part), NOW)).toEqual(errors)
  })
})

describe('hours', () => {
  it('are given only after the list of what is not volunteer service has been gone through', () => {
    const form = withHours(filled(), true)
    expect(formErrors(form, NOW).hours).toBe('先确认它是志愿服务：逐条看完再勾选')
    expect(formErrors({ ...form, checkedNotVolunteering: true }, NOW)).toEqual({})
  })

  it('are not given where one line applies, and the tick that none applies goes away', () => {
    const ticked = withNotVolunteering({ ...withHours(filled(), true), checkedNotVolunteering: true }, 'paid', true)
    expect(ticked.checkedNotVolunteering).toBe(false)
    expect(formErrors({ ...ticked, checkedNotVolunteering: true }, NOW).hours).toBe('这种情况不算志愿服务，不能记时长，可以记学分')
    expect(formErrors(withoutHours(ticked), NOW)).toEqual({})
    expect(withNotVolunteering(ticked, 'paid', false).notVolunteering).toEqual([])
  })

  it('switch sign-out on, and it stays on', () => {
    expect(withHours(filled({ signOut: false }), true).signOut).toBe(true)
    expect(toInput({ ...withHours(filled(), true), signOut: false }).signOut).toBe(true)
  })

  it('leave nothing behind when they are switched off', () => {
    const off = withHours(withNotVolunteering(withHours(filled(), true), 'paid', true), false)
    expect(toInput(off)).toMatchObject({ givesHours: false, notVolunteering: [], checkedNotVolunteering: false })
  })
})

describe('what the server refuses', () => {
  it('stands at the field it is about', () => {
    expect(refusalAtField('bad_request', { field: 'title' }, filled())).toEqual({ title: '「标题」填得不对，改一下再提交' })
    expect(refusalAtField('bad_request', { field: 'notVolunteering.0' }, filled())).toHaveProperty('hours')
    expect(refusalAtField('invalid_time', {}, filled())).toHaveProperty('time')
    expect(refusalAtField('sign_out_needed_for_hours', {}, filled())).toHaveProperty('signOut')
  })

  it('names the condition that does not fit, and the number that is taken', () => {
    expect(refusalAtField('conditions_wrong', { field: 'enrollUntil' }, filled())).toEqual({
      enrollment: '报名条件前后矛盾，检查「报名截止」',
    })
    expect(refusalAtField('places_below_taken', { n: 12 }, filled())).toEqual({ places: '已有 12 人占了名额，不能少于 12 个' })
    expect(refusalAtField('places_below_taken', { n: 12 }, withOneMoreShift(filled()))).toHaveProperty('shifts')
    expect(refusalAtField('bad_request', { field: 'shifts.0.label' }, filled())).toEqual({ shifts: '「班次」填得不对，改一下再提交' })
    expect(refusalAtField('home_not_yours', {}, filled())).toHaveProperty('homeId')
    expect(refusalAtField('home_not_yours', {}, filled({ orgId: OTHER }))).toHaveProperty('orgId')
  })

  it('stands at no field where it is about none', () => {
    expect(refusalAtField('offline', {}, filled())).toBeNull()
    expect(refusalAtField('bad_request', {}, filled())).toBeNull()
  })
})

describe('a draft', () => {
  it('comes back as it was', () => {
    const form = withOneMoreShift(
      withRhythm(
        filled({
          day: '2026-12-01',
          alsoHomes: [home(2).id],
          givesCredits: true,
          creditHundredths: 50,
          notVolunteering: ['paid'],
          enrollUntil: { day: '2026-11-30', clock: '18:00' },
          audience: 'org',
          audienceOrgId: OTHER,
          ageFrom: 14,
          walkIns: false,
          poster: true,
          cover: `${ME}/${OTHER}`,
        }),
        'two_weeks',
      ),
    )
    expect(restoredForm(JSON.parse(JSON.stringify(form)), [home(1), home(2)], NOW)).toEqual(form)
  })

  it('is moved to the coming Saturday when its day has passed', () => {
    expect(restoredForm(filled({ day: '2026-11-21' }), [home(1)], NOW)?.day).toBe('2026-11-28')
  })

  it('loses what an older version or another hand wrote into it', () => {
    const strange = {
      title: 7,
      category: 9,
      alsoHomes: [home(9).id, 7],
      series: { every: 'daily' },
      shifts: [{ label: '早班' }],
      enrollFrom: { day: 'soon', clock: '9:00' },
      ageFrom: 'ten',
      cover: 3,
      day: 'tomorrow',
      from: '25:00',
      places: '30',
      unlimited: 'yes',
      homeId: home(9).id,
      extra: 1,
    }
    expect(restoredForm(strange, [home(1)], NOW)).toEqual(emptyForm([home(1)], null, NOW))
    expect(restoredForm(null, [home(1)], NOW)).toBeNull()
    expect(restoredForm('draft', [home(1)], NOW)).toBeNull()
  })
})

test('two changes made from the same drawing are both kept', () => {
  const drawn = emptyForm([], null, 1_795_000_000_000)
  const first = withChanges(drawn, drawn, { ...drawn, title: '清河行动' })
  expect(withChanges(first, drawn, { ...drawn, category: 'health' })).toEqual({ ...drawn, title: '清河行动', category: 'health' })
})

describe('a series', () => {
  const weekly = (part: Partial<PublishForm> = {}) => withRhythm(filled(part), 'week')

  it('is four weeks to begin with, on the weekday of the first day', () => {
    expect(seriesPreview(weekly())?.days.map(({ day }) => day)).toEqual(['2026-11-28', '2026-12-05', '2026-12-12', '2026-12-19'])
    expect(seriesPreview(filled())).toBeNull()
    expect(rhythmName('week', '2026-11-28')).toBe('每周六')
    expect(rhythmName('two_weeks', '2026-11-28')).toBe('隔周周六')
    expect(rhythmName('month', '2026-11-28')).toBe('每月第四个周六')
    expect(rhythmName('month', '2026-08-29')).toBe('每月最后一个周六')
  })

  it('leaves out the days that are crossed out, and brings one back', () => {
    const crossed = withException(weekly(), '2026-12-05')
    expect(seriesPreview(crossed)).toMatchObject({ events: 3, days: [{ held: true }, { held: false, crossedOut: true }, {}, {}] })
    expect(toInput(crossed).series).toMatchObject({ every: 'week', count: 4, except: ['2026-12-05'] })
    expect(seriesPreview(withException(crossed, '2026-12-05'))?.events).toBe(4)
  })

  it('marks public holidays and leaves them out where asked', () => {
    const form = weekly({ day: '2026-09-19' })
    const holidays = seriesPreview(form)?.days.map(({ holiday, held }) => [holiday, held])
    expect(holidays).toEqual([
      [null, true],
      ['中秋节', false],
      ['国庆节', false],
      [null, true],
    ])
    const asked = { ...form, series: { ...form.series!, skipHolidays: false } }
    expect(seriesPreview(asked)).toMatchObject({ events: 4 })
  })

  it('sends no exception that is not a day of it any more', () => {
    const moved = withDay(withException(weekly(), '2026-12-05'), '2026-11-29')
    expect(toInput(moved).series).toMatchObject({ except: [] })
  })

  it('is at most 60 events in all homes together, said before anything is sent', () => {
    const form = weekly({ alsoHomes: [home(2).id] })
    const long = (count: number) => ({ ...form, series: { ...form.series!, count } })
    expect(formErrors(long(30), NOW)).toEqual({})
    expect(formErrors(long(31), NOW).series).toBe('一共 62 场，一次最多 60 场，少选几天或几个家')
    expect(formErrors({ ...form, series: { ...form.series!, ends: 'until', until: '2046-01-01' } }, NOW).series).toContain('最多 60 场')
  })

  it('needs a day that is left, and an end after the beginning', () => {
    const none = seriesPreview(weekly())!.days.reduce((form, { day }) => withException(form, day), weekly())
    expect(formErrors(none, NOW).series).toBe('这个安排里一场也没有，检查日期和例外')
    const backwards = { ...weekly(), series: { ...weekly().series!, ends: 'until' as const, until: '2026-11-20' } }
    expect(formErrors(backwards, NOW).series).toBe('结束日期要在第一场之后')
  })
})

describe('shifts', () => {
  const two = () => withOneMoreShift(withShift(withOneMoreShift(filled()), 0, { to: '15:30' }))

  it('follow one another inside the event, and their places add up', () => {
    expect(two().shifts).toEqual([
      { n: null, label: '第 1 班', from: '14:00', to: '15:30', places: 10 },
      { n: null, label: '第 2 班', from: '15:30', to: '17:00', places: 10 },
    ])
    expect(placesOf(two())).toBe(20)
    expect(toInput(two()).places).toBe(20)
    expect(toInput({ ...two(), unlimited: true })).toMatchObject({ places: null, shifts: [{ places: null }, { places: null }] })
    expect(withShift(two(), 0, null).shifts).toHaveLength(1)
  })

  it('move along with the start of the event', () => {
    expect(withStart(two(), '19:00').shifts.map(({ from, to }) => [from, to])).toEqual([
      ['19:00', '20:30'],
      ['20:30', '22:00'],
    ])
  })

  it('may lie on the next day of a night', () => {
    const night = withShift(withOneMoreShift(filled({ from: '22:00', to: '06:00' })), 0, { from: '02:00' })
    expect(formErrors(night, NOW)).toEqual({})
    expect(toInput(night).shifts?.[0]).toMatchObject({ from: instantOf('2026-11-29', '02:00'), to: instantOf('2026-11-29', '06:00') })
  })

  it.each([
    [{ label: ' ' }, '第 1 个班次：起个名字'],
    [{ from: '15:30' }, '第 1 个班次：结束要晚于开始'],
    [{ to: '18:00' }, '第 1 个班次：时间要在活动的时间里'],
    [{ places: 0 }, '第 1 个班次：名额填 1 到 5000'],
    [{ places: 5000 }, '各班次一共 5010 个名额，最多 5000 个'],
  ])('say what is wrong: %j', (part, sentence) => {
    expect(formErrors(withShift(two(), 0, part), NOW).shifts).toBe(sentence)
  })
})

describe('enrolling', () => {
  it('ends before the event does, and begins before it ends', () => {
    expect(formErrors(filled({ enrollUntil: { day: '2026-11-28', clock: '17:01' } }), NOW).enrollment).toBe('报名要在活动结束前截止')
    const window = filled({ enrollFrom: { day: '2026-11-27', clock: '18:00' }, enrollUntil: { day: '2026-11-27', clock: '18:00' } })
    expect(formErrors(window, NOW).enrollment).toBe('报名开始要早于截止')
  })

  it('of a new event does not end in the past, that of an event that stands may have', () => {
    const over = filled({ enrollUntil: { day: '2026-11-25', clock: '09:00' } })
    expect(formErrors(over, NOW).enrollment).toBe('报名截止的时间已经过去了')
    expect(formErrors(over, NOW, false)).toEqual({})
  })

  it('keeps its distance when the event is moved to another day', () => {
    const form = filled({ enrollUntil: { day: '2026-11-27', clock: '18:00' } })
    expect(withDay(form, '2026-12-06').enrollUntil).toEqual({ day: '2026-12-05', clock: '18:00' })
  })

  it('by lots brings a deadline and a number of places along', () => {
    const lots = withLots(filled({ unlimited: true }), true)
    expect(lots).toMatchObject({ unlimited: false, enrollUntil: { day: '2026-11-27', clock: '18:00' } })
    expect(formErrors(lots, NOW)).toEqual({})
    expect(formErrors({ ...lots, enrollUntil: null }, NOW).lots).toContain('报名截止')
    expect(formErrors({ ...lots, unlimited: true }, NOW).lots).toContain('名额')
    expect(formErrors({ ...lots, enrollUntil: { day: '2026-11-28', clock: '14:01' } }, NOW).lots).toBe('抽签要在活动开始前截止报名')
    expect(formErrors(withOneMoreShift(lots), NOW).lots).toContain('班次')
    expect(toInput({ ...filled(), firstTimerPercent: 30 }).firstTimerPercent).toBe(0)
  })

  it('is for those of one organization only where it is said which', () => {
    expect(formErrors(filled({ audience: 'org' }), NOW).audience).toBe('选一下是哪个组织的人')
    expect(toInput(filled({ audience: 'members', audienceOrgId: OTHER })).audienceOrgId).toBeNull()
    expect(formErrors(filled({ ageFrom: 35, ageTo: 14 }), NOW).ages).toBe('年龄从小到大填')
  })
})

describe('an event that stands', () => {
  const event: EventForm = EventFormSchema.parse({
    ...toEventForm(
      withHours(
        filled({
          checkedNotVolunteering: true,
          enrollFrom: { day: '2026-11-26', clock: '08:30' },
          enrollUntil: { day: '2026-11-27', clock: '18:00' },
          ageFrom: 0,
          ageTo: 35,
          summary: '带手套',
          cover: `${ME}/${OTHER}`,
          clockId: OTHER,
          orgId: OTHER,
        }),
        true,
      ),
    ),
    shifts: [{ n: 3, label: '早班', from: instantOf('2026-11-28', '14:00'), to: instantOf('2026-11-28', '15:00'), places: 8 }],
    places: 8,
  })

  it('becomes a form and the same event again, to the letter', () => {
    expect(toEventForm(formOfEvent(event, NOW))).toEqual(event)
    const unlimited = { ...event, places: null, shifts: event.shifts.map((shift) => ({ ...shift, places: null })) }
    expect(toEventForm(formOfEvent(unlimited, NOW))).toEqual(unlimited)
    const night = { ...event, shifts: [], endsAt: instantOf('2026-11-29', '02:00') }
    expect(toEventForm(formOfEvent(night, NOW))).toEqual(night)
  })

  it('is copied to the same weekday of a later week, deadline and all', () => {
    const copy = copyOfEvent(event, [home(1)], NOW)
    expect(copy).toMatchObject({ day: '2026-12-05', enrollUntil: { day: '2026-12-04', clock: '18:00' }, shifts: [{ n: null }] })
    const later = copyOfEvent(event, [home(1)], instantOf('2027-03-03', '10:00'))
    expect(later.day).toBe('2027-03-06')
  })

  it('is copied without the promise of its publisher', () => {
    expect(copyOfEvent(event, [home(1)], NOW)).toMatchObject({ checkedNotVolunteering: false, cover: event.cover })
  })

  it('is copied without the home that is not managed here', () => {
    expect(copyOfEvent(event, [home(2), home(3)], NOW)).toMatchObject({ homeId: '', orgId: null, clockId: null })
  })

  it('is another time or another place, or neither', () => {
    const form = formOfEvent(event, NOW)
    expect(movedParts({ ...form, title: '换个名字' }, event)).toEqual([])
    expect(movedParts(withDay(form, '2026-11-29'), event)).toEqual(['time'])
    expect(movedParts({ ...form, homeId: home(2).id }, event)).toEqual(['place'])
  })
})

test('another home takes away what belonged to the one before', () => {
  const form = filled({ alsoHomes: [home(2).id, home(3).id], orgId: OTHER, clockId: OTHER })
  expect(withHome(form, home(2).id)).toMatchObject({ homeId: home(2).id, alsoHomes: [home(3).id], orgId: null, clockId: null })
  expect(withHome(form, home(1).id)).toBe(form)
})

test('a category that the organization does not have is asked for again', () => {
  const ground = { now: NOW, isNew: true, categories: [{ code: 'c_own', name: '青春课堂' }] }
  expect(errorsOf(filled(), ground)).toEqual({ category: '选一个类别' })
  expect(errorsOf(filled({ category: 'c_own' }), ground)).toEqual({})
})

test('every field stands in a step', () => {
  expect(FORM_FIELDS.map(stepOf)).not.toContain(undefined)
  expect(stepOf('enrollment')).toBe('who')
})

test('of the last event only what is text is remembered', () => {
  expect(rememberedOf({ homeId: home(1).id, category: 4, contact: '小周', title: '旧的' })).toEqual({ homeId: home(1).id, contact: '小周' })
  expect(rememberedOf(null)).toEqual({})
})
