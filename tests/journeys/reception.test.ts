import type { Browser } from 'playwright-core'
import { DAY_MS, instantOf } from '@core/rules/shared/calendar'
import type { Town, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { layGround, type Ground } from './_ground'
import { followMessage, openInbox } from './_inbox'
import { story } from './_story'

/** A Thursday on which nobody of the demonstration receives. */
const DAY = '2026-12-03'
const HOME = '东关青年之家'

/** A host's day: a rota is made at a desk, its first session comes, and people are received with the phone. */
describe('a day on which people are received', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  /** Receives. */
  let host: Townsman
  let comer: Townsman
  /** Does not come. */
  let absentee: Townsman
  let sessionId: string
  let desk: Visitor
  let phone: Visitor
  let young: Visitor

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    ;[host, comer, absentee] = (await Promise.all(['陈静', '王旭', '孙敏'].map((name) => town.person(name)))) as [
      Townsman,
      Townsman,
      Townsman,
    ]
  })

  afterAll(() => ground?.clear())

  /** The card of somebody on the list, and the button of what comes next for them. */
  const person = (visitor: Visitor, name: string) => visitor.page.locator('[id^=person-]').filter({ visible: true, hasText: name })
  const next = (visitor: Visitor, name: string) => person(visitor, name).locator('[id^=step-]')

  step('begins at a desk, with a pattern that says what it makes while it is written', async () => {
    desk = await Visitor.come(browser, town, 'desk')
    await desk.logIn(host)
    await desk.visit('/packages/workbench/today/index')
    await desk.tap('side-nav-plan')
    await desk.tap('rota-new')
    await desk.choose('rota-home', HOME)
    await desk.choose('rota-weekday', '周四')
    await desk.page.locator('input#rota-to').fill('11:00')
    await desk.page.locator('input#rota-starts').fill(DAY)
    const options = await desk.page.locator('select#rota-host-add option').allInnerTexts()
    await desk.choose(
      'rota-host-add',
      options.find((name) => name.startsWith('陈静'))!,
    )
    await desk.reads('rota-sentence', '每次 4 个时段，每段 1 人，陈静接待')
    await desk.reads(`date-${DAY}`, '陈静')
    await desk.tap('rota-save')

    await desk.page
      .locator('[id^=plan-row-]')
      .filter({ visible: true, hasText: '12月3日 周四' })
      .filter({ hasText: '约了 0 / 4' })
      .waitFor()
    const { items } = await town.call(host, 'sessions.plan', { orgId: await orgOf(host) })
    sessionId = items.find(({ startsAt }) => startsAt === instantOf(DAY, '09:00'))!.id
  })

  step('finds people booked when its day comes, the unnamed by name for the host', async () => {
    await town.call(comer, 'sessions.book', { sessionId, slotNo: 1, topic: 'work', question: '想摆摊，去哪里办手续', anonymous: true })
    await town.call(absentee, 'sessions.book', { sessionId, slotNo: 2, topic: 'study', question: '' })
    await town.moveTo(instantOf(DAY, '08:55'))
    phone = await Visitor.come(browser, town, 'phone')
    await phone.logIn(host)
    await phone.visit('/packages/workbench/today/index')
    await phone.tap(`reception-${sessionId}`)
    await phone.reads('reception-counts', '约了 2 · 到了 0 · 办完 0')
    await person(phone, '王旭').filter({ hasText: '对别人匿名' }).filter({ hasText: '想摆摊，去哪里办手续' }).waitFor()
  })

  step('signs in whoever scans the code on the host’s phone', async () => {
    await phone.tap('open-code')
    const { link } = await phone.photograph('duty-qr')
    expect(link).toContain(`${town.url}/q/d/`)
    young = await Visitor.come(browser, town, 'phone')
    await young.logIn(comer)
    await young.visit(link)
    await young.reads('result-title', '签到成功，王旭')
    await young.reads('result-text', '09:00 到你，先坐一会儿')
    await phone.reads('latest', '王旭 08:5')
    await phone.tap('code-sheet-close')
    await person(phone, '王旭').filter({ hasText: '到了' }).waitFor()
  })

  step('receives and answers on the spot with one press at a time', async () => {
    await next(phone, '王旭').filter({ hasText: '开始' }).click()
    await person(phone, '王旭').filter({ hasText: '正在谈' }).waitFor()
    await next(phone, '王旭').filter({ hasText: '办完' }).click()
    await phone.write('finish-sheet-text', '去政务大厅 3 号窗口，带身份证')
    await phone.tap('finish-sheet-submit')
    await person(phone, '王旭').filter({ hasText: '办完了' }).filter({ hasText: '答复：去政务大厅 3 号窗口' }).waitFor()
    await phone.reads('reception-counts', '约了 2 · 到了 1 · 办完 1')
  })

  step('fits somebody in who walks in without an account', async () => {
    await phone.tap('open-walk-in')
    await phone.write('walk-in-name', '路过的王同学')
    await phone.tap('walk-in-topic-life')
    await phone.tap('walk-in-save')
    await next(phone, '路过的王同学').filter({ hasText: '开始' }).click()
    await next(phone, '路过的王同学').filter({ hasText: '办完' }).click()
    await phone.tap('finish-sheet-submit')
    await person(phone, '路过的王同学').filter({ hasText: '办完了' }).waitFor()
  })

  step('writes down who did not come, hears why, and lets it not count', async () => {
    await town.moveTo(instantOf(DAY, '11:31'))
    await town.tick()
    await town.call(absentee, 'sessions.explain', { sessionId, text: '路上摔了一跤' })
    await openInbox(phone)
    await followMessage(phone, '孙敏说明了 12月3日 没来的原因')
    await person(phone, '孙敏').filter({ hasText: 'TA 说：路上摔了一跤' }).waitFor()
    await person(phone, '孙敏').locator('[id^=excuse-]').click()
    await phone.tap('confirm-ok')
    await person(phone, '孙敏').locator('[id^=excuse-]').waitFor({ state: 'detached' })
    await person(phone, '孙敏').filter({ hasText: '不算失约' }).waitFor()
    const kinds = await town.database.kysely
      .selectFrom('inbox_message')
      .select('kind')
      .where('person_id', '=', absentee.id)
      .where('session_id', '=', sessionId)
      .execute()
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['session_missed', 'session_excused']))
  })

  step('makes the host’s year by itself, and their next duty', async () => {
    await town.moveTo(town.now() + DAY_MS)
    await desk.visit('/packages/duty/hosting/index')
    const { received, answeredOnTheSpot } = await town.call(host, 'sessions.hostYear', { year: 2026 })
    expect(received).toBeGreaterThanOrEqual(2)
    await desk.reads('year-received', String(received))
    await desk.reads('year-answered', String(answeredOnTheSpot))
    await desk.page.locator('[id^=duty-]').filter({ visible: true, hasText: '12月10日' }).waitFor()
  })

  step('gives the next one to a colleague at the desk, in two presses', async () => {
    await desk.tap('side-nav-plan')
    const row = desk.page.locator('[id^=plan-row-]').filter({ visible: true, hasText: '12月10日 周四' })
    await row.locator('[id^=more-], [id^=reception-]').last().click()
    await desk.words('换人接待').click()
    const give = desk.page.locator('[id^=give-]').filter({ visible: true }).first()
    await give.click()
    await row.filter({ hasText: '代班' }).waitFor()
  })

  step('has left no error in any page nor in the server', async () => {
    expect([desk, phone, young].flatMap((visitor) => visitor.errors)).toEqual([])
    expect(town.faults).toEqual([])
  })

  async function orgOf(who: Townsman): Promise<string> {
    const { me } = await town.call(who, 'people.who', {})
    return me!.grants.find(({ orgId }) => orgId !== null)!.orgId!
  }
})
