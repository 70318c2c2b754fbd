import type { Home } from '@core/contract/homes'
import { PublishInputSchema } from '@core/contract/events'
import { HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import {
  withChanges,
  emptyForm,
  formErrors,
  formSpan,
  nextSaturday,
  refusalAtField,
  restoredForm,
  toInput,
  withHours,
  withNotVolunteering,
  withoutHours,
  withStart,
  type PublishForm,
} from './publish-form'

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
const filled = (part: Partial<PublishForm> = {}): PublishForm => ({ ...emptyForm([home(1)], null, NOW), title: '河道清理', ...part })

describe('a new form', () => {
  it('needs no more than a title where there is one home', () => {
    expect(formErrors(emptyForm([home(1)], null, NOW), NOW)).toEqual({ title: '给活动起个标题' })
    expect(formErrors(filled(), NOW)).toEqual({})
  })

  it('begins with the home that was used last, and with none where that is not managed any more', () => {
    expect(emptyForm([home(1), home(2)], home(2).id, NOW).homeId).toBe(home(2).id)
    expect(emptyForm([home(1), home(2)], home(3).id, NOW).homeId).toBe('')
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
    expect(refusalAtField('bad_request', { field: 'title' })).toEqual({ title: '「标题」填得不对，改一下再提交' })
    expect(refusalAtField('bad_request', { field: 'notVolunteering.0' })).toHaveProperty('hours')
    expect(refusalAtField('invalid_time', {})).toHaveProperty('time')
    expect(refusalAtField('sign_out_needed_for_hours', {})).toHaveProperty('signOut')
  })

  it('stands at no field where it is about none', () => {
    expect(refusalAtField('offline', {})).toBeNull()
    expect(refusalAtField('bad_request', {})).toBeNull()
  })
})

describe('a draft', () => {
  it('comes back as it was', () => {
    const form = filled({ day: '2026-12-01', givesCredits: true, creditHundredths: 50, notVolunteering: ['paid'] })
    expect(restoredForm(JSON.parse(JSON.stringify(form)), [home(1)], NOW)).toEqual(form)
  })

  it('is moved to the coming Saturday when its day has passed', () => {
    expect(restoredForm(filled({ day: '2026-11-21' }), [home(1)], NOW)?.day).toBe('2026-11-28')
  })

  it('loses what an older version or another hand wrote into it', () => {
    const strange = {
      title: 7,
      category: 'party',
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
