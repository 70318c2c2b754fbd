import type { EventDetail, MyWholePart } from '@core/contract/events'
import { clockFake } from '@/platform/clock/fake'
import { detailOf, shiftOf, waitingOf } from './_events'
import { calendarEntry } from './calendar-entry'
import { doorWords, lotsWords, placesWords, shiftWord, whoMayCome, windowWords } from './conditions'
import { partSentence, partTone } from './part-words'
import { shareCard, shareText } from './share'
import { stageOf } from './stage'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
beforeEach(() => clockFake.reset())
const now = () => clockFake.time

describe('conditions', () => {
  it.each<[Partial<EventDetail>, string]>([
    [{}, '谁都能来'],
    [{ audience: 'members' }, '面向团员'],
    [{ audience: 'org', audienceOrgName: '东关中学团委' }, '面向东关中学团委的人'],
    [{ audience: 'org', audienceOrgName: null }, '面向本组织的人'],
    [{ ageFrom: 14, ageTo: 35 }, '面向14–35 岁'],
    [{ ageFrom: 14 }, '面向14 岁及以上'],
    [{ audience: 'members', ageTo: 28 }, '面向团员 · 28 岁及以下'],
  ])('%j: %s', (more, words) => expect(whoMayCome(detailOf(more))).toBe(words))

  it('name the window of enrolling by what is still to come', () => {
    const window = (from: number | null, until: number | null) => windowWords({ enrollFrom: from, enrollUntil: until }, now())
    expect(window(null, null)).toBe('')
    expect(window(now() + HOUR, now() + DAY)).toBe('13:00 开放报名，明天 12:00 截止')
    expect(window(now() - 1, now() + DAY)).toBe('明天 12:00 截止')
    expect(window(now() - 2, now() - 1)).toBe('报名已经截止')
  })

  it('say how it stands with places and the door', () => {
    expect(placesWords(detailOf())).toBe('已报 24 / 30 人')
    expect(placesWords(detailOf({ places: null, waitingCount: 0 }))).toBe('已报 24 人，不限名额')
    expect(placesWords(detailOf({ waitingCount: 5 }))).toBe('已报 24 / 30 人，5 人候补')
    expect(doorWords(detailOf())).toBe('')
    expect(doorWords(detailOf({ dropIn: true, walkIns: false }))).toBe('随到随进，没有迟到，不接受现场报名')
  })

  it('say what a shift still has', () => {
    const words = [shiftOf(1), shiftOf(1, { free: 0 }), shiftOf(1, { free: null })].map((shift) => shiftWord(shift, now()))
    expect(words).toEqual(['余 3', '满了，可候补', '不限'])
    expect(shiftWord(shiftOf(1), shiftOf(1).to)).toBe('已结束')
  })

  it('say when lots are drawn, for how many, and who has a share', () => {
    const lots = { places: 30, enrollUntil: now() + DAY, drawnAt: null, firstTimerPercent: 20 }
    expect(lotsWords(lots, now())).toBe('明天 12:00 截止后抽签，抽 30 个名额，20% 先抽给第一次来的')
    expect(lotsWords({ ...lots, firstTimerPercent: 0 }, now())).toBe('明天 12:00 截止后抽签，抽 30 个名额')
    expect(lotsWords({ ...lots, drawnAt: now() }, now())).toBe('12:00 抽过了')
  })
})

describe('my part in a sentence', () => {
  const at = (more: Partial<Omit<EventDetail, 'mine'>>, mine: Partial<MyWholePart> = {}) => {
    const event = detailOf(more, mine)
    const stage = stageOf(event, now())
    return [partSentence(event, stage, now()), partTone(event, stage)]
  }
  const offered = () => waitingOf({ mode: 'ask', state: 'offered', position: null, offeredUntil: now() + 30 * MINUTE })
  const shifts = () => [shiftOf(1, { label: '上半场' })]

  it.each<[string, () => (string | undefined)[], string, string]>([
    ['nothing to say', () => at({}), '', 'plain'],
    ['the window is not open yet', () => at({ enrollFrom: now() + HOUR }), '13:00 开放报名', 'blue'],
    ['the window is over, the door is open', () => at({ enrollUntil: now() }), '报名已经截止。还有空位，到现场扫码也能进', 'plain'],
    ['the window is over and it is full', () => at({ enrollUntil: now(), free: 0 }), '报名已经截止，看看别的场次', 'plain'],
    ['it is for others', () => at({ audience: 'members' }, { refusal: 'not_for_you' }), '这场活动面向团员，看看别的场次', 'blue'],
    ['I am too young', () => at({ ageFrom: 18 }, { refusal: 'age_not_fitting' }), '这场活动面向18 岁及以上，看看别的场次', 'blue'],
    ['I wait', () => at({ free: 0 }, { waiting: waitingOf() }), '满员了。候补第 2 位，有空位自动帮你报上', 'gold'],
    [
      'I wait to be asked',
      () => at({ free: 0 }, { waiting: waitingOf({ mode: 'ask', position: 1 }) }),
      '满员了。候补第 1 位，有空位先问你',
      'gold',
    ],
    [
      'lots fell on others and I wait',
      () => at({ byLots: true, drawnAt: now() }, { enrollment: 'not_drawn', waiting: waitingOf() }),
      '这次没抽中，你在候补第 2 位',
      'gold',
    ],
    ['a place is kept', () => at({ free: 0 }, { waiting: offered() }), '有空位了，为你留到 12:30，还有 30 分钟', 'red'],
    ['it was given on', () => at({ free: 0 }, { waiting: waitingOf({ state: 'expired' }) }), '位子已给下一位。还想去？重新候补', 'gold'],
    [
      'lots will be drawn',
      () => at({ byLots: true, enrollUntil: now() + DAY }, { enrollment: 'applied' }),
      '已报名抽签。明天 12:00 截止后抽，结果会告诉你',
      'gold',
    ],
    ['lots fell on others', () => at({ byLots: true, drawnAt: now() }, { enrollment: 'not_drawn' }), '这次没抽中。下一场见', 'plain'],
    ['I am enrolled', () => at({}, { enrollment: 'enrolled' }), '已报名。13:30 起扫大屏签到', 'green'],
    [
      'I am enrolled for a shift',
      () => at({ shifts: shifts() }, { enrollment: 'enrolled', shift: 1 }),
      '已报名「上半场：今天 14:00–15:00」。13:30 起扫大屏签到',
      'green',
    ],
    ['I said that I come', () => at({}, { enrollment: 'enrolled', comingAt: now() }), '说好了来。13:30 起扫大屏签到', 'green'],
    ['I am asked', () => at({}, { enrollment: 'enrolled', askComing: true }), '14:00 开始，来不来？说一声，好让位子不空着', 'red'],
    ['I am on leave', () => at({ enrollUntil: now() }, { enrollment: 'on_leave' }), '已请假，位子让给别人了', 'plain'],
  ])('%s', (_, said, sentence, tone) => expect(said()).toEqual([sentence, tone]))
})

it('goes into the calendar with where, when and whom to ask', () => {
  expect(calendarEntry(detailOf())).toEqual({
    uid: 'e1@qingnian-youyue',
    title: '社区旧物改造工作坊',
    startsAt: now() + 2 * HOUR,
    endsAt: now() + 5 * HOUR,
    location: '东关青年之家，和平路 18 号',
    description: '到了打开「青年有约」扫大屏签到\n联系：小周',
    alarmMinutes: 60,
  })
})

it('goes into the calendar by the shift that is mine', () => {
  const entry = calendarEntry(detailOf({ shifts: [shiftOf(1), shiftOf(2)] }, { shift: 2 }))
  expect(entry).toMatchObject({ title: '社区旧物改造工作坊（第2班）', startsAt: shiftOf(2).from, endsAt: shiftOf(2).to })
})

it('is shared by its name, its date and its cover', () => {
  const card = shareCard(detailOf({ cover: 'a/b' }))
  expect(card).toEqual({
    title: '社区旧物改造工作坊｜11月21日 周六 14:00–17:00',
    path: '/packages/events/detail/index?code=0123456789',
    imageUrl: '/files/a/b',
  })
  expect(shareCard(detailOf())).not.toHaveProperty('imageUrl')
  expect(shareCard(null).path).toBe('/pages/events/index')
  expect(shareText(detailOf())).toBe('社区旧物改造工作坊\n11月21日 周六 14:00–17:00\n东关青年之家（和平路 18 号）')
})
