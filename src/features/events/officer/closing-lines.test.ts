import { CloseInputSchema, type Closing, type ClosingLine } from '@core/contract/events'
import { HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { closingLine, closingOf, delayedLine, forgottenLine, idOf } from './_closing'
import {
  buttonText,
  closeInput,
  closingAdvice,
  destination,
  hasChoices,
  headline,
  leavingAt,
  NO_CHOICES,
  overrunError,
  pendingSplit,
  planClosing,
  presenceText,
  questionText,
  recordedText,
  remarks,
  sumClosing,
  withConfirmed,
  withLeft,
  withLeftAll,
} from './closing-lines'

const START = instantOf('2026-11-28', '14:00')
const END = START + 3 * HOUR_MS
const id = idOf
const OFFICER = id(99)
const NOW = END + 2 * HOUR_MS
const line = (n: number, part: Partial<ClosingLine> = {}) => closingLine(START, n, part)
const late = (n: number, part: Partial<ClosingLine> = {}) => delayedLine(START, n, part)
const forgot = (n: number, part: Partial<ClosingLine> = {}) => forgottenLine(START, n, part)
const closing = (lines: ClosingLine[], part: Partial<Closing> = {}) => closingOf(START, lines, part)
const sumOf = (of: Closing, choices = NO_CHOICES) => sumClosing(planClosing(of, choices, OFFICER))

describe('what closing will post', () => {
  it('is what the server has planned while nothing is chosen', () => {
    const of = closing([line(1), line(2, { hours: 'second_approver', assurance: 'manual' }), late(3), forgot(4)])
    expect(sumOf(of)).toEqual({
      posts: { people: 2, minutes: 178, creditHundredths: 50 },
      waits: { people: 1, minutes: 178, creditHundredths: 0 },
      open: 2,
    })
    expect(headline(of, planClosing(of, NO_CHOICES, OFFICER))).toBe('将记入 2 人 共 2.97 小时、0.50 学分')
    expect(buttonText(of, sumOf(of))).toBe('完结并入账 · 2.97 小时、0.50 学分')
  })

  it('grows by the delayed scans that are confirmed', () => {
    const of = closing([line(1), late(2), late(3)])
    const choices = withConfirmed(of, NO_CHOICES, [id(2), id(3)], true, NOW)
    expect(sumOf(of, choices)).toMatchObject({ posts: { people: 3, minutes: 534, creditHundredths: 75 }, open: 0 })
    expect(sumOf(of, withConfirmed(of, choices, [id(3)], false, NOW))).toMatchObject({ posts: { people: 2 }, open: 1 })
  })

  it('sends hours with a filled-in time of leaving to a second person, and posts their credits', () => {
    const of = closing([forgot(1)])
    expect(sumOf(of, withLeftAll(of, NO_CHOICES, true, NOW))).toEqual({
      posts: { people: 1, minutes: 0, creditHundredths: 25 },
      waits: { people: 1, minutes: 178, creditHundredths: 0 },
      open: 0,
    })
  })

  it('fills the suggested time in for whoever is confirmed and has not signed out', () => {
    const of = closing([late(1, { signedOutAt: null, suggestedLeftAt: END - 30 * MINUTE_MS })])
    const choices = withConfirmed(of, NO_CHOICES, [id(1)], true, NOW)
    expect(choices.left).toEqual({ [id(1)]: END - 30 * MINUTE_MS })
    expect(planClosing(of, choices, OFFICER)[0]).toMatchObject({ minutes: 148, hours: 'second_approver', credits: 'posts' })
    expect(withConfirmed(of, choices, [id(1)], false, NOW)).toEqual(NO_CHOICES)
  })

  it("holds the officer's own line also where they confirm it themselves", () => {
    const of = closing([late(99)])
    const [own] = planClosing(of, withConfirmed(of, NO_CHOICES, [OFFICER], true, NOW), OFFICER)
    expect(own).toMatchObject({ hours: 'held', credits: 'held', heldReason: 'own_line' })
  })

  it('grows by an overrun for those who stayed longer, and leaves held lines held', () => {
    const stayed = { signedInAt: START, signedOutAt: END + 20 * MINUTE_MS, minutes: 180 }
    const of = closing([line(1, stayed), line(2, { ...stayed, hours: 'held', heldReason: 'overlap' })])
    const lines = planClosing(of, { ...NO_CHOICES, overrunMinutes: 30 }, OFFICER)
    expect(lines.map(({ minutes, hours }) => [minutes, hours])).toEqual([
      [200, 'posts'],
      [200, 'held'],
    ])
  })

  it('is still to come for who signed out after the event had been closed', () => {
    const of = closing([line(1, { settled: true }), line(2)], { closedAt: END + MINUTE_MS })
    expect(headline(of, planClosing(of, NO_CHOICES, OFFICER))).toBe('将再记入 1 人 共 2.97 小时、0.25 学分')
    expect(buttonText(of, sumOf(of))).toBe('补记入账 · 2.97 小时、0.25 学分')
  })

  it('does not count again what an earlier closing has posted', () => {
    const of = closing([line(1, { settled: true }), late(2)], {
      closedAt: END + HOUR_MS,
      postedMinutes: 178,
      postedCreditHundredths: 25,
    })
    expect(headline(of, planClosing(of, NO_CHOICES, OFFICER))).toBe('已记入 1 人 共 2.97 小时、0.25 学分')
    const more = withConfirmed(of, NO_CHOICES, [id(2)], true, NOW)
    expect(sumOf(of, more).posts).toEqual({ people: 1, minutes: 178, creditHundredths: 25 })
    expect(buttonText(of, sumOf(of, more))).toBe('补记入账 · 2.97 小时、0.25 学分')
  })
})

describe('the groups', () => {
  it('put what waits for the officer before everything else', () => {
    const of = closing([
      late(1),
      forgot(2),
      line(3, { hours: 'held', heldReason: 'short_presence', credits: 'none' }),
      line(4, { hours: 'second_approver' }),
      line(5),
      line(6, { hours: 'none', credits: 'none' }),
    ])
    expect(planClosing(of, NO_CHOICES, OFFICER).map((one) => one.group)).toEqual([
      'pending',
      'no_sign_out',
      'held',
      'second_approver',
      'posts',
      'none',
    ])
  })

  it('do not let a line jump while the officer chooses', () => {
    const of = closing([late(1), forgot(2)])
    const choices = withLeftAll(of, withConfirmed(of, NO_CHOICES, [id(1)], true, NOW), true, NOW)
    expect(planClosing(of, choices, OFFICER).map((one) => one.group)).toEqual(['pending', 'no_sign_out'])
  })

  it('let one tap confirm only who is enrolled and shows nothing unusual', () => {
    const of = closing([late(1), late(2, { enrolled: false }), late(3, { flags: ['shared_phone'] })])
    const { clean, unusual } = pendingSplit(planClosing(of, NO_CHOICES, OFFICER))
    expect(clean.map((one) => one.line.personId)).toEqual([id(1)])
    expect(unusual.map((one) => remarks(one))).toEqual([['没有报名'], ['同一部手机签了不止一人']])
  })
})

describe('a time of leaving', () => {
  const of = closing([forgot(1)])
  const [one] = of.lines
  it('is a clock time of the day they came', () => {
    expect(leavingAt(of, NO_CHOICES, one!, '16:40', NOW)).toBe(START + 160 * MINUTE_MS)
    expect(leavingAt(of, NO_CHOICES, one!, '14:02', NOW)).toBe(one!.signedInAt)
  })

  it('is refused before the sign-in and after sign-out was over', () => {
    expect(leavingAt(of, NO_CHOICES, one!, '13:59', NOW)).toBeNull()
    expect(leavingAt(of, NO_CHOICES, one!, '18:01', NOW)).toBeNull()
    expect(leavingAt(of, { ...NO_CHOICES, overrunMinutes: 120 }, one!, '18:01', NOW)).toBe(END + 61 * MINUTE_MS)
  })

  it('is never later than now', () => {
    expect(leavingAt(of, NO_CHOICES, one!, '17:30', END + 10 * MINUTE_MS)).toBeNull()
    const early = withLeftAll(closing([forgot(1, { suggestedLeftAt: END + HOUR_MS })]), NO_CHOICES, true, END + 10 * MINUTE_MS)
    expect(early.left).toEqual({ [id(1)]: END + 10 * MINUTE_MS })
  })

  it('lies on the next day for an event over midnight', () => {
    const night = closing([forgot(1, { signedInAt: START + 8 * HOUR_MS })], { signOutClosesAt: START + 12 * HOUR_MS })
    expect(leavingAt(night, NO_CHOICES, night.lines[0]!, '01:30', START + 13 * HOUR_MS)).toBe(START + 11.5 * HOUR_MS)
  })

  it('can be taken back', () => {
    expect(withLeft(withLeft(NO_CHOICES, id(1), END), id(1), null)).toEqual(NO_CHOICES)
  })
})

describe('what the page says', () => {
  it('blocks closing before the end and warns while sign-out is open', () => {
    const of = closing([line(1), forgot(2)])
    expect(closingAdvice(of, END - 1)).toEqual({ blocked: true, text: '活动 17:00 结束，之后再完结' })
    expect(closingAdvice(of, END)).toEqual({
      blocked: false,
      text: '签退到 18:00 才结束。现在完结，还没签退的 1 人要由你填离开时间',
    })
    expect(closingAdvice(of, END + HOUR_MS + 1)).toBeNull()
  })

  it('asks with every consequence before it closes', () => {
    const of = closing([line(1), line(2, { hours: 'second_approver' }), late(3)], { absent: [{ personId: id(4), name: '第4人' }] })
    expect(questionText(of, sumOf(of))).toBe(
      '2 人的 2.97 小时、0.50 学分现在入账。1 人的 2.97 小时等另一位同事看。还有 1 人没处理，完结后也能补。1 人没来，记为缺席。入账后不能改，只能另记一笔更正。',
    )
  })

  it('asks why before it lengthens', () => {
    expect(overrunError({ ...NO_CHOICES, overrunMinutes: 30 })).toBe('写一下为什么延长（2 到 200 字）')
    expect(overrunError({ ...NO_CHOICES, overrunMinutes: 30, overrunReason: '雨后路滑' })).toBeNull()
    expect(overrunError({ ...NO_CHOICES, overrunMinutes: 241, overrunReason: '雨后路滑' })).toBe('延长填 1 到 240 分钟')
  })

  it('gives every line its times and its amount', () => {
    const of = closing([line(1), forgot(2), line(3, { hours: 'none', credits: 'none' })])
    const lines = planClosing(of, NO_CHOICES, OFFICER)
    expect(lines.map((one) => presenceText(of, one))).toEqual(['14:02–17:00', '14:02 起，没有签退', '14:02–17:00'])
    expect(lines.map(destination)).toEqual(['2.97 小时、0.25 学分', '等你填离开时间', '不记'])
  })
})

describe('why hours become a claim', () => {
  const why = (part: Partial<ClosingLine>) =>
    remarks(planClosing(closing([line(1, { hours: 'second_approver', ...part })]), NO_CHOICES, OFFICER)[0]!)

  it.each([
    ['roll_call', '点名签到的，时长要另一位同事确认'],
    ['manual', '手动登记的，时长要另一位同事确认'],
    ['paper', '按纸质签到表登记的，时长要另一位同事确认'],
    ['card', '出示纸质卡签到的，时长要另一位同事确认'],
    ['poster', '扫海报签到的，时长要另一位同事确认'],
    ['code', '离开时间不是扫码记的，时长要另一位同事确认'],
    ['pass', '离开时间不是扫码记的，时长要另一位同事确认'],
  ] as const)('by %s', (assurance, sentence) => {
    expect(why({ assurance })).toEqual([sentence])
  })

  it('is not asked of what posts', () => {
    expect(why({ hours: 'posts', assurance: 'pass' })).toEqual([])
  })

  it('is said beside how presence was recorded', () => {
    const [one, other] = planClosing(closing([line(1), line(2, { assurance: 'roll_call' })]), NO_CHOICES, OFFICER)
    expect([recordedText(one!), recordedText(other!)]).toEqual(['', '负责人点名'])
  })
})

it('keeps an officer’s own line apart from what is held for its content', () => {
  const of = closing([
    line(1, { hours: 'held', credits: 'held', heldReason: 'own_line' }),
    line(2, { hours: 'held', heldReason: 'overlap' }),
    line(3, { credits: 'held', hours: 'none', heldReason: 'own_line' }),
  ])
  expect(planClosing(of, NO_CHOICES, OFFICER).map((one) => one.group)).toEqual(['own', 'held', 'own'])
})

it('holds the line of an officer who registered themselves, whoever closes and however long it becomes', () => {
  const of = closing([line(1, { hours: 'held', credits: 'held', heldReason: 'own_line' })])
  const [longer] = planClosing(of, { ...NO_CHOICES, overrunMinutes: 15, overrunReason: '雨后路滑' }, OFFICER)
  expect(longer).toMatchObject({ hours: 'held', credits: 'held', heldReason: 'own_line' })
})

describe('what is sent', () => {
  it('is what the contract takes', () => {
    const of = closing([late(1), forgot(2)])
    const choices = {
      ...withLeftAll(of, withConfirmed(of, NO_CHOICES, [id(1)], true, NOW), true, NOW),
      overrunMinutes: 15,
      overrunReason: ' 雨后路滑 ',
    }
    expect(hasChoices(NO_CHOICES)).toBe(false)
    expect(hasChoices(choices)).toBe(true)
    expect(closeInput(of, choices)).toEqual({
      eventId: id(50),
      confirm: [id(1)],
      left: [{ personId: id(2), leftAt: END }],
      overrun: { minutes: 15, reason: '雨后路滑' },
    })
    expect(CloseInputSchema.safeParse(closeInput(of, choices)).success).toBe(true)
  })
})
