import type { Browser } from 'playwright-core'
import { parseScan } from '@core/rules/attendance/code'
import { instantOf } from '@core/rules/shared/calendar'
import type { Town, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { layGround, type Ground } from './_ground'
import { story } from './_story'

const TITLE = '周末图书整理'
const HOME = '东关青年之家'

/** The whole of it, from an empty form to hours that somebody has earned. Each step stands on the one before. */
describe('an afternoon at a youth home', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  let officer: Visitor
  let screen: Visitor
  let member: Visitor
  let newcomer: Visitor
  let newcomerIs: Townsman
  let event: { id: string; code: string }

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
  })

  afterAll(() => ground?.clear())

  const attendances = () =>
    town.database.kysely.selectFrom('attendance').selectAll().where('event_id', '=', event.id).orderBy('signed_in_at').execute()

  step('is published by an officer with twelve presses at most', async () => {
    officer = await Visitor.come(browser, town, 'desk')
    await officer.logIn(await town.person('陈静'))
    await officer.visit('/packages/workbench/today/index')
    await officer.sees('work-org')
    officer.taps = 0
    await officer.tap('publish')
    await officer.write('publish-title', TITLE)
    await officer.choose('publish-home', HOME)
    await officer.turn('publish-hours')
    await officer.tap('checked-not-volunteering')
    await officer.turn('publish-credits')
    await officer.tap('publish-submit')
    await officer.reads('published-title', '发布了')
    expect(officer.taps).toBeLessThanOrEqual(12)

    const row = await town.database.kysely.selectFrom('event').selectAll().where('title', '=', TITLE).executeTakeFirstOrThrow()
    event = { id: row.event_id, code: row.code }
    expect(row).toMatchObject({ gives_hours: true, credit_hundredths: 25, places: 30, starts_at: instantOf('2026-11-21', '14:00') })
  })

  step('is found in the list by day and home, and enrolled for with one press', async () => {
    member = await Visitor.come(browser, town, 'phone')
    await member.logIn(await town.person('李晓雨'))
    await member.visit('/pages/events/index')
    await member.tap('day-2026-11-21')
    await member.tap('choose-home')
    await member.at('homes-sheet').getByText(HOME).click()
    await member.tap(`event-${event.code}`)
    await member.reads('event-title', TITLE)
    await member.reads('enroll', '报名（余 30）')
    await member.tap('enroll')
    await member.reads('my-part', '现在可以签到，17:00 前都行')
    await member.reads('event-word', '已报名')
  })

  step('has its big screen on a TV where nobody is logged in, by the link that the officer makes', async () => {
    await officer.tap('open-door')
    await officer.tap('share-screen')
    const link = await officer.read('screen-link')
    screen = await Visitor.come(browser, town, 'tv')
    await screen.visit(link)
    await screen.reads('screen-count', '0')
    await screen.sees('screen-network')
    expect(await screen.page.getByText(TITLE).isVisible()).toBe(true)
    const { height } = (await screen.at('screen-qr').boundingBox())!
    expect(height).toBeGreaterThanOrEqual(0.4 * 1080)
  })

  step('lets in who is enrolled with the link read from the picture of the screen, by one scan and no tap', async () => {
    const link = await screen.readCode()
    expect(parseScan(link)).toMatchObject({ purpose: 'sign_in', eventCode: event.code })
    const asked: string[] = []
    member.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await member.visit(link)
    await member.reads('result-title', '签到成功，李晓雨')
    expect(asked.filter((path) => path.startsWith('/api/attendance.'))).toEqual(['/api/attendance.scan'])
    await member.reads('result-text', '欢迎你！')
    await member.reads('result-card', TITLE)
    await screen.reads('screen-count', '1')
    await screen.words('李*雨').waitFor()
  })

  step('counts for a newcomer from the moment the page opens; log-in, consent and a place come after', async () => {
    newcomerIs = await town.newcomer('方小满')
    newcomer = await Visitor.come(browser, town, 'narrow')
    await newcomer.visit(await screen.readCode())
    await newcomer.reads('scan-kept', TITLE)
    const [scan] = await town.database.kysely
      .selectFrom('scan')
      .selectAll()
      .where('event_id', '=', event.id)
      .where('person_id', 'is', null)
      .execute()
    expect(scan).toMatchObject({ verdict: 'fresh', purpose: 'sign_in', delivery: 'live' })

    await newcomer.tap(`demo-${newcomerIs.id}`)
    await newcomer.write('consent-name', '方小满')
    await newcomer.tap('consent-submit')
    await newcomer.reads('result-title', '还没报名？')
    await newcomer.reads('result-text', '现场还有 29 个名额')
    await newcomer.tap('walk-in')
    await newcomer.reads('result-title', '签到成功，方小满')
    await screen.reads('screen-count', '2')
    await screen.words('方*满').waitFor()
    const rows = await attendances()
    expect(rows.map((row) => row.signed_in_at)).toContain(scan!.step * 10_000)
  })

  step('lets the newcomer sign out with the code of the other tab', async () => {
    await town.moveTo(instantOf('2026-11-21', '16:43'))
    await screen.page.reload()
    await screen.tap('screen-purpose-sign_out')
    await screen.reads('screen-count', '0')
    const link = await screen.readCode()
    expect(parseScan(link)).toMatchObject({ purpose: 'sign_out', eventCode: event.code })
    await newcomer.visit(link)
    await newcomer.reads('result-title', '签退成功')
    await newcomer.reads('result-text', '共 3 小时，活动完结后入账')
    await screen.reads('screen-count', '1')
  })

  step('is closed by the officer, who sees before what will be posted and who has not signed out', async () => {
    await town.moveTo(instantOf('2026-11-21', '17:05'))
    await officer.visit('/packages/workbench/today/index')
    await officer.tap(`close-${event.id}`)
    await officer.reads('closing-headline', '将记入 1 人 共 3 小时、0.25 学分')
    await officer.reads('closing-subline', '1 人没处理')
    await officer.tap('closing-left-all')
    await officer.reads('closing-headline', '将记入 2 人 共 3 小时、0.50 学分')
    await officer.reads('closing-subline', '1 人 3 小时等另一位同事看')
    await officer.tap('close-submit')
    await officer.tap('confirm-ok')
    await officer.reads('close-submit', '已完结')
  })

  step('posts once, however often it is closed', async () => {
    const kysely = town.database.kysely
    const posted = async () => ({
      hours: await kysely.selectFrom('hours_entry').select(['person_id', 'minutes']).where('event_id', '=', event.id).execute(),
      claims: await kysely.selectFrom('claim').select(['person_id', 'state', 'minutes']).where('event_id', '=', event.id).execute(),
    })
    const before = await posted()
    expect(before.hours).toEqual([{ person_id: newcomerIs.id, minutes: 180 }])
    await officer.page.reload()
    await officer.reads('close-submit', '已完结')
    await officer.at('close-submit').click({ force: true })
    expect(await officer.at('confirm-ok').count()).toBe(0)
    expect(await posted()).toEqual(before)
  })

  step('shows on 我的 what it earned and where each line came from', async () => {
    await newcomer.visit('/pages/me/index')
    await newcomer.reads('hours-card', '3')
    await newcomer.tap('hours-card')
    await newcomer.reads('hours-total', '3')
    await newcomer.page.locator('#lines [id^=line-]').filter({ visible: true }).first().click()
    await newcomer.words('扫大屏的码').waitFor()
    await newcomer.visit('/packages/hours/record/index?kind=credits')
    await newcomer.reads('credits-total', '0.25')
  })

  step('shows the line that waits for a second person as under way', async () => {
    await member.visit('/pages/me/index')
    const claim = member.page.locator('[id^=claim-]').filter({ visible: true, hasText: TITLE })
    await claim.waitFor()
    expect(await claim.innerText()).toMatch(/在.+手里，第 1 天/)
  })

  step('has left no error in any page nor in the server', async () => {
    for (const visitor of [officer, screen, member, newcomer]) expect([...visitor.errors, ...visitor.failedLoads]).toEqual([])
    expect(town.faults).toEqual([])
  })
})
