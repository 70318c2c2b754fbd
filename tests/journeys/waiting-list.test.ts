import type { Browser } from 'playwright-core'
import { clockOf, HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import type { Town, TownEvent, Townsman } from '../browser/town'
import { Visitor, type VisitOptions } from '../browser/visitor'
import { layGround, type Ground } from './_ground'
import { followMessage, openInbox, toldTo, unreadDot } from './_inbox'
import { story } from './_story'

const TITLE = '一个人的陶艺课'

/** The clock of one phone is three hours behind. */
const SLOW_MS = -3 * HOUR_MS

/** One place, and everybody wants it: it goes from hand to hand in the order of the line. Each step stands on the one before. */
describe('the line for a place', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  let event: TownEvent
  let holder: Townsman
  let first: Townsman
  let second: Townsman
  let third: Townsman
  let fourth: Townsman
  /** Was absent without a word last week, and stands behind the others for it. */
  let absentee: Townsman
  /** Their phones. */
  const phones = new Map<Townsman, Visitor>()

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    const [a, b, c, d, e, f] = await Promise.all(['王旭', '欧阳岚', '陈思宇', '孙敏', '周老师', '李晓雨'].map((name) => town.person(name)))
    ;[holder, first, second, third, fourth, absentee] = [a!, b!, c!, d!, e!, f!]
    event = await town.publish(await town.person('陈静'), '东关青年之家', {
      title: TITLE,
      places: 1,
      startsAt: instantOf('2026-11-25', '15:00'),
      enrollUntil: instantOf('2026-11-22', '12:00'),
    })
    // What the demonstration has told them is nothing of this.
    await town.call(first, 'inbox.read', {})
  })

  afterAll(() => ground?.clear())

  const page = () => `/packages/events/detail/index?code=${event.code}`

  async function phoneOf(who: Townsman, options: VisitOptions = {}): Promise<Visitor> {
    const phone = phones.get(who) ?? (await Visitor.come(browser, town, 'phone', options))
    if (!phones.has(who)) await phone.logIn(who)
    phones.set(who, phone)
    return phone
  }

  /** Joins the line on the page of the event. */
  async function wait(who: Townsman, how: '有位自动报上' | '先问我', options?: VisitOptions): Promise<Visitor> {
    const phone = await phoneOf(who, options)
    await phone.visit(page())
    await phone.tap('wait')
    await phone.words(how).click()
    return phone
  }

  async function cancel(who: Townsman): Promise<Visitor> {
    const phone = await phoneOf(who)
    await phone.visit(page())
    await phone.reads('leave', '来不了？取消报名')
    await phone.tap('leave')
    await phone.tap('confirm-ok')
    await phone.sees('wait')
    return phone
  }

  const places = () =>
    town.database.kysely.selectFrom('place').select(['state', 'person_id', 'offered_until']).where('event_id', '=', event.id).execute()

  step('is joined where nothing is left, each with a number, who missed the last event behind; and left at any time', async () => {
    const phone = await phoneOf(holder)
    await phone.visit(page())
    await phone.reads('enroll', '报名（余 1）')
    await phone.tap('enroll')
    await phone.reads('event-word', '已报名')

    await (await wait(first, '有位自动报上')).reads('my-part', '满员了。候补第 1 位，有空位自动帮你报上')
    const behind = await wait(absentee, '有位自动报上')
    await behind.reads('my-part', '候补第 2 位')
    await behind.reads('behind-until', '前，候补会排在别人后面，报名不受影响')
    await (await wait(second, '先问我')).reads('my-part', '满员了。候补第 2 位，有空位先问你')
    await behind.visit(page())
    await behind.reads('my-part', '候补第 3 位')
    await behind.tap('stop-waiting')
    await behind.tap('confirm-ok')
    await behind.reads('wait', '满员了，候补（前面 2 人）')
    await (await wait(third, '先问我', { wrong: SLOW_MS })).reads('my-part', '候补第 3 位')
    await (await wait(fourth, '先问我')).reads('my-part', '候补第 4 位')
  })

  step('gives a freed place at once to the first, who finds it as an unread message', async () => {
    await cancel(holder)
    const phone = await phoneOf(first)
    await openInbox(phone)
    await followMessage(phone, `「${TITLE}」候补成功，位子是你的了。来不了？让给别人`)
    await phone.reads('my-part', '已报名')
    await phone.visit('/')
    await phone.settled()
    // What the phone had kept of it may stand there until the truth has come.
    await unreadDot(phone).waitFor({ state: 'detached' })
  })

  step('asks whoever wished to be asked, keeps the place for them, and lets no newcomer by', async () => {
    const latecomer = await cancel(first)
    await latecomer.reads('wait', '满员了，候补')
    const [place] = await places()
    expect(place).toMatchObject({ state: 'offered', person_id: second.id })

    const phone = await phoneOf(second)
    await phone.visit('/')
    await phone.words(`有空位了，为你留到 ${clockOf(place!.offered_until!)}，还有 1 小时 5`).waitFor()
    await phone.tap(`accept-${event.code}`)
    await phone.reads(`event-${event.code}`, '已报名')
    expect(await places()).toMatchObject([{ state: 'taken', person_id: second.id }])
  })

  step('lets an offer go on to the next when its time is over, and says so to who comes too late', async () => {
    await cancel(second)
    const slow = await phoneOf(third)
    await slow.visit(page())
    await slow.reads('my-part', '有空位了，为你留到')
    const other = await phoneOf(fourth)
    await other.visit(page())
    await other.reads('my-part', '候补第 1 位')

    await town.moveTo(town.now() + 2 * HOUR_MS + MINUTE_MS)
    await town.tick()
    expect(await places()).toMatchObject([{ state: 'offered', person_id: fourth.id }])
    // On this phone there are hours left: the server decides.
    await slow.tap('accept-offer')
    await slow.reads('event-problem', '位子已给下一位。还想去？重新候补')
    await slow.reads('wait', '重新候补')
    await slow.tap('wait')
    await slow.words('有位自动报上').click()
    await slow.reads('my-part', '候补第 1 位')
    expect(await places()).toMatchObject([{ state: 'offered', person_id: fourth.id }])

    await openInbox(other)
    await followMessage(other, `「${TITLE}」有空位了，为你留到`)
    await other.tap('accept-offer')
    await other.reads('event-word', '已报名')
  })

  step('goes on after the window of enrolling, when leaving is 请假 with a word to the officer', async () => {
    await town.moveTo(instantOf('2026-11-22', '12:30'))
    const phone = await phoneOf(fourth)
    await phone.visit(page())
    await phone.reads('leave', '来不了？请假')
    await phone.tap('leave')
    await phone.write('leave-sheet-text', '临时顶班')
    await phone.tap('leave-sheet-submit')
    await phone.reads('my-part', '已请假，位子让给别人了')

    const slow = await phoneOf(third)
    await openInbox(slow)
    await followMessage(slow, `「${TITLE}」候补成功`)
    await slow.reads('my-part', '已报名')
  })

  step('asks the evening before whether one comes, and takes a yes with one press', async () => {
    // On the phone that is behind it is past six as well.
    await town.moveTo(instantOf('2026-11-24', '21:30'))
    await town.tick()
    const phone = await phoneOf(third)
    await openInbox(phone)
    await followMessage(phone, `15:00「${TITLE}」，来不来？`)
    await phone.tap('coming')
    await phone.reads('my-part', '说好了来')
    await phone.visit('/')
    await phone.sees(`event-${event.code}`)
    expect(await phone.at(`coming-${event.code}`).count()).toBe(0)
  })

  step('is all written down, and nobody was overtaken or told too much', async () => {
    const kysely = town.database.kysely
    const enrollments = await kysely.selectFrom('enrollment').selectAll().where('event_id', '=', event.id).execute()
    const entries = await kysely.selectFrom('waiting_entry').selectAll().where('event_id', '=', event.id).execute()
    const everybody = [holder, first, second, third, fourth, absentee]
    const ofEach = <T extends { person_id: string }>(rows: readonly T[]) =>
      everybody.map(({ id }) => rows.find((row) => row.person_id === id))

    expect(await places()).toEqual([{ state: 'taken', person_id: third.id, offered_until: null }])
    expect(ofEach(enrollments)).toMatchObject([
      { state: 'left', source: 'app' },
      { state: 'left', source: 'waiting_list' },
      { state: 'left', source: 'waiting_list' },
      { state: 'enrolled', source: 'waiting_list', coming_at: expect.any(Number) as number },
      { state: 'on_leave', source: 'waiting_list', leave_reason: '临时顶班' },
      undefined,
    ])
    expect(ofEach(entries).map((entry) => [entry?.state, entry?.priority])).toEqual([
      [undefined, undefined],
      ['served', 0],
      ['served', 0],
      ['served', 0],
      ['served', 0],
      ['left', 1],
    ])
    expect(await Promise.all(everybody.map((who) => toldTo(town, who, event.id)))).toEqual([
      [],
      ['promoted'],
      ['offer'],
      ['offer', 'offer_expired', 'promoted', 'day_before'],
      ['offer'],
      [],
    ])
  })

  step('has left no error in any page nor in the server', async () => {
    expect([...phones.values()].flatMap((phone) => phone.errors)).toEqual([])
    expect(town.faults).toEqual([])
  })
})
