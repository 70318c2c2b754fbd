import type { Browser } from 'playwright-core'
import { HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import type { Town, TownSession, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { layGround, type Ground } from './_ground'
import { followMessage, openInbox, toldOfSession } from './_inbox'
import { story } from './_story'

const QUESTION = '想在巷口开一家小咖啡店，营业执照去哪里办？'

/** Two slots of a secretary's Sunday, and more people than that. Each step stands on the one before. */
describe('an hour with the secretary', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  let session: TownSession
  let holder: Townsman
  let other: Townsman
  let first: Townsman
  let second: Townsman
  /** Their phones. */
  const phones = new Map<Townsman, Visitor>()

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    const people = await Promise.all(['方小满', '何一鸣', '罗嘉', '许知远'].map((name) => town.newcomer(name)))
    for (const who of people) await town.call(who, 'people.consent', { name: who.name, privacyVersion: 1 })
    ;[holder, other, first, second] = people as [Townsman, Townsman, Townsman, Townsman]
    const officer = await town.person('陈静')
    const card = { post: '团工委书记', helpsWith: '就业创业、住房补贴' }
    session = await town.rota(officer, '东关青年之家')
    const { orgId } = await town.call(officer, 'sessions.get', { sessionId: session.id })
    await town.call(officer, 'sessions.saveHostCard', { orgId, ...card })
  })

  afterAll(() => ground?.clear())

  async function phoneOf(who: Townsman): Promise<Visitor> {
    const phone = phones.get(who) ?? (await Visitor.come(browser, town, 'phone'))
    if (!phones.has(who)) await phone.logIn(who)
    phones.set(who, phone)
    return phone
  }

  /** The page of the session, on somebody's phone. */
  async function pageOf(who: Townsman): Promise<Visitor> {
    const phone = await phoneOf(who)
    await phone.visit(`/packages/sessions/detail/index?code=${session.code}`)
    await phone.sees('session-host')
    return phone
  }

  const places = () =>
    town.database.kysely
      .selectFrom('slot_place')
      .select(['slot_no', 'state', 'person_id'])
      .where('session_id', '=', session.id)
      .orderBy('slot_no')
      .execute()

  step('is booked in five presses, and says with whom, when and where', async () => {
    const phone = await phoneOf(holder)
    await phone.visit('/')
    await phone.sees('hours-card')
    const before = phone.taps
    await phone.tab('面对面')
    await phone.reads(`session-${session.code}`, /陈静.*团工委书记.*10:00–11:00.*余 2/s)
    await phone.tap(`session-${session.code}`)
    await phone.tap('slot-1')
    await phone.tap('topic-work')
    await phone.reads('book', '约 11月29日 10:00')
    await phone.tap('book')
    await phone.reads('my-part', '约好了：11月29日 周日 10:00，陈静在东关青年之家等你')
    expect(phone.taps - before).toBeLessThanOrEqual(5)
    expect(await places()).toMatchObject([{ state: 'taken', person_id: holder.id }, { state: 'free' }])
  })

  step('is changed, slot and words, and is found on 首页 and 我的', async () => {
    const phone = await phoneOf(holder)
    await phone.tap('change')
    await phone.tap('slot-2')
    await phone.write('question', QUESTION)
    await phone.turn('anonymous')
    await phone.tap('book')
    await phone.reads('my-part', '10:30，陈静')
    await phone.reads('my-matter', '就业创业 · 匿名')
    await phone.reads('my-matter', QUESTION)
    expect(await places()).toMatchObject([{ state: 'free' }, { state: 'taken', person_id: holder.id }])
    await phone.visit('/')
    await phone.reads(`session-${session.code}`, '已约 10:30')
    await phone.tab('我的')
    await phone.reads('open-my-sessions', '11月29日 周日 10:30 和陈静面对面')
    await phone.tap('open-my-sessions')
    await phone.reads(`session-${session.code}`, '已约 10:30')
  })

  step('is full for those who come later, who stand in line each with a number and keep their words', async () => {
    const booked = await pageOf(other)
    await booked.reads('slot-2', '满')
    await booked.tap('slot-1')
    await booked.tap('topic-rights')
    await booked.tap('book')
    await booked.reads('my-part', '约好了')

    const waits = await pageOf(first)
    expect(await waits.at('slot-1').getAttribute('aria-disabled')).toBe('true')
    await waits.tap('topic-study')
    await waits.write('question', '能不能借自习室')
    await waits.reads('wait', '约满了，排队等空位')
    await waits.tap('wait')
    await waits.reads('my-part', '排队第 1 位')
    const behind = await pageOf(second)
    await behind.tap('topic-life')
    await behind.reads('distress', '12355')
    await behind.reads('wait', '约满了，排队（前面 1 人）')
    await behind.tap('wait')
    await behind.reads('my-part', '排队第 2 位')
    await behind.reads('walk-in', '没约上也能直接来')
  })

  step('goes to the first in line when it is given up: offered with its time, and taken with one press', async () => {
    const leaves = await pageOf(holder)
    await leaves.reads('my-part', '11月29日 周日 08:30 前取消不留记录')
    await leaves.tap('cancel')
    await leaves.words('不留记录。想回来要看还有没有空').waitFor()
    await leaves.tap('confirm-ok')
    await leaves.reads('wait', '选想聊什么，再排队')

    const phone = await phoneOf(first)
    await openInbox(phone)
    await followMessage(phone, '「面对面」有空位了，10:30 那一段')
    await phone.reads('my-part', /11月29日 周日 10:30 有空位了，为你留到 .*，还有 1 小时 5/)
    await phone.tap('accept-offer')
    await phone.reads('my-part', '约好了：11月29日 周日 10:30')
    await phone.reads('my-matter', '能不能借自习室')
    expect(await places()).toMatchObject([
      { state: 'taken', person_id: other.id },
      { state: 'taken', person_id: first.id },
    ])
    await (await pageOf(second)).reads('my-part', '排队第 1 位')
  })

  step('is lost by whoever lets an offer run out, who may take it again as long as nobody else has', async () => {
    const leaves = await pageOf(other)
    await leaves.tap('cancel')
    await leaves.tap('confirm-ok')
    await leaves.sees('wait')
    await (await pageOf(second)).reads('my-part', '10:00 有空位了')
    await town.moveTo(town.now() + 2 * HOUR_MS + MINUTE_MS)
    await town.tick()

    const phone = await phoneOf(second)
    await openInbox(phone)
    await followMessage(phone, '「面对面」的位子已给下一位')
    await phone.reads('my-part', '位子已给下一位。还想去？重新排队')
    await phone.tap('slot-1')
    await phone.reads('book', '约 11月29日 10:00')
    await phone.tap('book')
    await phone.reads('my-part', '约好了：11月29日 周日 10:00')
  })

  step('is asked about the evening before: one comes, one does not', async () => {
    await town.moveTo(instantOf('2026-11-28', '18:30'))
    await town.tick()
    const comes = await phoneOf(first)
    await openInbox(comes)
    await followMessage(comes, '10:30 陈静在东关青年之家等你，来不来？')
    await comes.tap('coming')
    await comes.reads('my-part', '约好了：明天 10:30')

    const stays = await phoneOf(second)
    await stays.visit('/')
    await stays.reads(`session-${session.code}`, '明天 10:00')
    await stays.tap(`not-coming-${session.code}`)
    await stays.tap('confirm-ok')
    await stays.words('谢谢说一声').waitFor()
    expect(await stays.at(`session-${session.code}`).count()).toBe(0)
    expect(await places()).toMatchObject([{ state: 'free' }, { state: 'taken', person_id: first.id }])
  })

  step('is all written down, and nobody was overtaken or told too much', async () => {
    const { kysely } = town.database
    const rows = await kysely.selectFrom('booking').selectAll().where('session_id', '=', session.id).execute()
    const everybody = [holder, other, first, second]
    expect(everybody.map(({ id }) => rows.find((row) => row.person_id === id))).toMatchObject([
      { state: 'cancelled', source: 'app', late: false },
      { state: 'cancelled', source: 'app', late: false },
      { state: 'booked', source: 'waiting_list', coming_at: expect.any(Number) as number },
      { state: 'cancelled', source: 'app', late: false },
    ])
    expect(await Promise.all(everybody.map((who) => toldOfSession(town, who, session.id)))).toEqual([
      [],
      [],
      ['session_offer', 'session_day_before'],
      ['session_offer', 'session_offer_expired', 'session_day_before'],
    ])
  })

  step('has left no error in any page nor in the server', async () => {
    expect([...phones.values()].flatMap((phone) => phone.errors)).toEqual([])
    expect(town.faults).toEqual([])
  })
})
