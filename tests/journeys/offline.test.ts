import type { Browser } from 'playwright-core'
import { parseScan, stepOf } from '@core/rules/attendance/code'
import { codeMac } from '@core/rules/attendance/code-mac'
import { HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import type { Town, TownEvent, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { layGround, type Ground } from './_ground'
import { story } from './_story'

/** A code that a screen shows, and between which instants it was looked at: a busy machine takes its time. */
interface Seen {
  link: string
  from: number
  to: number
}

describe('a hall without a network', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  let event: TownEvent
  let officer: Townsman
  let member: Townsman
  let other: Townsman
  let screen: Visitor
  let phone: Visitor
  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    ;[officer, member, other] = await Promise.all([town.person('陈静'), town.person('李晓雨'), town.person('王旭')])
    event = await town.publish(officer, '东关青年之家')
    for (const who of [member, other]) await town.call(who, 'events.enroll', { eventId: event.id })
  })

  afterAll(() => ground?.clear())

  async function openScreen(wrong = 0): Promise<Visitor> {
    const { link } = await town.call(officer, 'attendance.shareScreen', { eventId: event.id })
    const visitor = await Visitor.come(browser, town, 'tv', { wrong })
    await visitor.visit(link)
    await visitor.reads('screen-network', '在线')
    return visitor
  }

  /** Two codes of a screen, one after another. */
  async function watch(visitor: Visitor): Promise<Seen[]> {
    const picture = () => visitor.page.evaluate(() => document.querySelector('#screen-qr img')?.getAttribute('src'))
    const before = await picture()
    const first = await readTimed(visitor)
    await visitor.page.waitForFunction((old) => document.querySelector('#screen-qr img')?.getAttribute('src') !== old, before)
    return [first, await readTimed(visitor)]
  }

  async function readTimed(visitor: Visitor): Promise<Seen> {
    const from = town.now()
    return { link: await visitor.readCode(), from, to: town.now() }
  }

  /** Opens the app, lets it fetch what it wants to have at hand, and takes the network away. */
  async function cutOff(visitor: Visitor): Promise<void> {
    const reader = visitor.page.waitForResponse(/zxing_reader\.wasm/)
    await visitor.visit('/')
    await (await reader).finished()
    await visitor.page.waitForLoadState('networkidle')
    await visitor.context.setOffline(true)
    await visitor.reads('network-banner', '没有网络，扫码照样能存下来')
  }

  const scans = () => town.database.kysely.selectFrom('scan').selectAll().where('event_id', '=', event.id).execute()
  const attendances = () => town.database.kysely.selectFrom('attendance').selectAll().where('event_id', '=', event.id).execute()

  step('has a screen that goes on turning with the right codes, cut off and with its clock an hour wrong', async () => {
    screen = await openScreen()
    const wrong = await openScreen(HOUR_MS)
    for (const visitor of [screen, wrong]) {
      await visitor.context.setOffline(true)
      await visitor.reads('screen-network', '离线')
    }
    for (const codes of await Promise.all([screen, wrong].map(watch))) {
      const read = codes.map(({ link, from, to }) => ({ code: parseScan(link)!, from, to }))
      for (const { code, from, to } of read) {
        expect(code.mac).toBe(codeMac(event.secret, 'sign_in', event.id, code.step))
        expect(code.step).toBeGreaterThanOrEqual(stepOf(from) - 1)
        expect(code.step).toBeLessThanOrEqual(stepOf(to) + 1)
      }
      expect(read[1]!.code.step).toBeGreaterThan(read[0]!.code.step)
    }
    await wrong.leave()
  })

  step('lets somebody scan in the opened app: it is kept on the phone', async () => {
    phone = await Visitor.come(browser, town, 'phone')
    await phone.logIn(member)
    await cutOff(phone)
    await phone.tap('scan-button')
    await phone.give('scan-photo', (await screen.photograph()).photo)
    await phone.reads('result-title', '已存在手机')
    await phone.reads('result-text', '有网会自动送达')
    expect(await scans()).toEqual([])
  })

  step('opens the other pages too, with what was last known of them', async () => {
    await phone.tap('result-next')
    await phone.reads('network-banner', /没有网络，显示的是 .+ 的内容/)
    for (const [tab, id] of [
      ['活动', 'network-banner'],
      ['我的', 'my-name'],
      ['首页', 'hours-card'],
    ] as const) {
      await phone.tab(tab)
      await phone.sees(id)
    }
  })

  step('knows a second scan of the same event for what it is', async () => {
    await phone.tap('scan-button')
    await phone.give('scan-photo', (await screen.photograph()).photo)
    await phone.reads('result-title', '已经存在手机了')
  })

  step('delivers what was kept once, after the app was closed and opened again, and late as it is', async () => {
    await phone.page.close()
    await town.moveTo(town.now() + 5 * MINUTE_MS)
    await phone.context.setOffline(false)
    await phone.reopen('/packages/attendance/outbox/index')
    await phone.reads('outbox-delivered', '等负责人确认，你不用再操作')

    expect(await scans()).toMatchObject([{ person_id: member.id, delivery: 'stored', verdict: 'delayed' }])
    const [kept] = await attendances()
    expect(kept).toMatchObject({ person_id: member.id, delayed: true, confirmed_at: null })
    // Presence is the time of the code, not of the delivery.
    expect(Number(kept!.signed_in_at)).toBeLessThan(town.now() - 4 * MINUTE_MS)
    await phone.visit(`/packages/events/detail/index?code=${event.code}`)
    await phone.reads('my-part', '已送达，等负责人确认，你不用再操作')
  })

  step('delivers nothing again, however often the app is opened', async () => {
    await phone.reopen()
    await phone.sees('hours-card')
    await phone.reopen('/packages/attendance/outbox/index')
    await phone.sees('outbox-delivered')
    expect(await scans()).toHaveLength(1)
    expect(await attendances()).toHaveLength(1)
  })

  step('takes what comes within a minute as if the network had been there all the time', async () => {
    await screen.context.setOffline(false)
    await screen.page.reload()
    await screen.reads('screen-network', '在线')
    const visitor = await Visitor.come(browser, town, 'narrow')
    await visitor.logIn(other)
    await cutOff(visitor)
    await visitor.tap('scan-button')
    await visitor.give('scan-photo', (await screen.photograph()).photo)
    await visitor.reads('result-title', '已存在手机')
    const delivered = visitor.page.waitForResponse(/attendance\.scan/)
    await visitor.context.setOffline(false)
    await (await delivered).finished()
    expect((await attendances()).find((row) => row.person_id === other.id)).toMatchObject({ delayed: false })
    await visitor.visit(`/packages/events/detail/index?code=${event.code}`)
    await visitor.reads('event-word', '已签到')
  })

  step('sends what somebody scanned to nobody else’s account, and to theirs when they are back', async () => {
    const owner = await town.person('赵磊')
    await town.call(owner, 'events.enroll', { eventId: event.id })
    const visitor = await Visitor.come(browser, town, 'phone')
    await visitor.logIn(owner)
    await cutOff(visitor)
    await visitor.tap('scan-button')
    await visitor.give('scan-photo', (await screen.photograph()).photo)
    await visitor.reads('result-title', '已存在手机')
    await visitor.tap('result-next')
    await visitor.tab('我的')
    await visitor.tap('logout')
    await visitor.tap('confirm-ok')
    await visitor.sees('login')
    await visitor.context.setOffline(false)

    await visitor.logIn(await town.person('欧阳岚'))
    await visitor.visit('/packages/attendance/outbox/index')
    await visitor.reads('outbox-others', '另有 1 条属于别的账号')
    const arrived = async () => (await scans()).filter((scan) => scan.person_id !== member.id && scan.person_id !== other.id)
    expect(await arrived()).toEqual([])

    await visitor.visit('/pages/me/index')
    await visitor.tap('logout')
    await visitor.tap('confirm-ok')
    await visitor.sees('login')
    await visitor.logIn(owner)
    await visitor.visit('/packages/attendance/outbox/index')
    await visitor.sees('outbox-delivered')
    expect(await arrived()).toMatchObject([{ person_id: owner.id, delivery: 'stored' }])
  })

  step('is put right by the officer with one press when the event is closed', async () => {
    await town.moveTo(instantOf('2026-11-21', '18:05'))
    const desk = await Visitor.come(browser, town, 'desk')
    await desk.logIn(officer)
    await desk.visit(`/packages/workbench/closing/index?eventId=${event.id}`)
    await desk.sees('closing-confirm-all')
    await desk.tap('closing-confirm-all')
    await desk.tap('close-submit')
    await desk.tap('confirm-ok')
    await desk.reads('close-submit', '已完结')
    const late = (await attendances()).find((row) => row.person_id === member.id)
    expect(late).toMatchObject({ confirmed_by: officer.id })
  })
})
