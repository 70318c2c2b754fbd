import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { parseScan, stepOf } from '@core/rules/attendance/code'
import { codeMac } from '@core/rules/attendance/code-mac'
import { readScanned } from '@core/rules/attendance/scanned'
import { instantOf } from '@core/rules/shared/calendar'
import { routes } from '@/platform/navigation/routes'
import { drawPicture } from '../browser/qr'
import type { Town, TownEvent, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { firstCard, nextOne, says } from './_door'
import { layGround, type Ground } from './_ground'
import { story } from './_story'

const DAY = '2026-11-22'
/** 下乡包: an officer takes a day along to a village where there is no network at all. */
describe('a day in a village', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  let officer: Townsman
  let member: Townsman
  let other: Townsman
  let rider: Townsman
  /** People of the village's branch, without the app. */
  let villagers: Townsman[]
  let morning: TownEvent
  let phone: Visitor
  let young: Visitor
  /** What is printed on one villager's card. */
  let card: string
  let bearer: Townsman

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    ;[officer, member, other, rider] = await Promise.all([
      town.person('陈静'),
      town.person('李晓雨'),
      town.person('王旭'),
      town.person('陈思宇'),
    ])
    morning = await town.publish(officer, '迎春社区青年之家', { title: '修整村道', startsAt: instantOf(DAY, '09:00') })
    await town.publish(officer, '东关青年之家', { title: '给老人照相', startsAt: instantOf(DAY, '14:00') })
    villagers = await town.membersOf('迎春社区团支部', 6)
    await town.call(officer, 'events.enrollPeople', { eventId: morning.id, personIds: villagers.map(({ id }) => id) })
  })

  afterAll(() => ground?.clear())

  const kysely = () => town.database.kysely
  const scans = () => kysely().selectFrom('scan').selectAll().where('event_id', '=', morning.id).execute()
  const evidence = () => kysely().selectFrom('evidence').selectAll().where('event_id', '=', morning.id).execute()

  /** Goes from the pack to one of the ways to register people, and has to be led back by `page.goBack`. */
  async function choose(way: '名单' | '扫「我的码」' | '点名' | '大屏'): Promise<void> {
    await phone.tap(`field-${morning.id}`)
    await phone.tap(`choose-${['名单', '扫「我的码」', '点名', '大屏'].indexOf(way)}`)
  }

  async function backToPack(): Promise<void> {
    await phone.page.goBack()
    await phone.sees(`field-${morning.id}`)
  }

  step('begins the evening before: cards are printed for who has no phone', async () => {
    const desk = await Visitor.come(browser, town, 'desk')
    await desk.logIn(officer)
    await desk.visit(routes.door(morning.id))
    await desk.tap('open-cards')
    const printed = desk.page.waitForEvent('download')
    await desk.tap('cards-submit')
    const file = readFileSync(await (await printed).path())
    const printedCard = firstCard(file)
    card = printedCard.code
    expect(readScanned(card)).toMatchObject({ kind: 'card' })
    bearer = villagers.find(({ name }) => printedCard.words.includes(name))!
    for (const who of [member, other, rider]) await town.call(who, 'events.enroll', { eventId: morning.id })
    await desk.leave()
  })

  step('takes along what the day needs, and says how much it is', async () => {
    phone = await Visitor.come(browser, town, 'phone')
    await phone.logIn(officer)
    const reader = phone.page.waitForResponse(/zxing_reader\.wasm/)
    await phone.visit(routes.workbench())
    await phone.tap('field-pack')
    await phone.sees('no-field-pack')
    await phone.page.locator('input#field-day').fill(DAY)
    await phone.tap('field-submit')
    await phone.reads(`pack-${DAY}`, '修整村道')
    await phone.reads(`pack-${DAY}`, '给老人照相')
    await phone.reads(`pack-${DAY}`, /东关街道团工委 · \d+ KB · 今天 13:4\d 取的/)
    await (await reader).finished()
    await phone.settled()
  })

  step('opens all of it where there is no network', async () => {
    await phone.context.setOffline(true)
    await town.moveTo(instantOf(DAY, '08:45'))
    await phone.reads('field-submit', '有网的时候才能带上')

    await choose('扫「我的码」')
    const { pass } = await town.call(member, 'attendance.pass', {})
    await phone.give('scan-photo-one', drawPicture(pass))
    await says(phone, '李晓雨', '看看脸，对得上就请进')
    await nextOne(phone)
    await phone.give('scan-photo-one', drawPicture(card))
    await says(phone, bearer.name, '看看脸，对得上就请进')
    await nextOne(phone)
    await phone.words('2 人的登记还在手机里').waitFor()
    await backToPack()

    await choose('名单')
    await phone.sees('door-carried')
    await phone.reads('door-count', '2')
    await phone.tap(`person-${other.id}`)
    await phone.tap('manual-reason-flat')
    await phone.tap('manual-submit')
    await phone.words('王旭 的签到已存在手机，有网自动送达').waitFor()
    await phone.reads('door-count', '3')
    await backToPack()
    await phone.reads('field-waiting', '还在手机里：3 人次登记')
  })

  step('calls the roll with a photo, and shows the screen to who has a phone', async () => {
    await choose('点名')
    await phone.reads('roll-counts', '6 人里勾了 6 人')
    const [absent] = (await Promise.all(villagers.map(async ({ id }) => ((await phone.at(`roll-${id}`).count()) > 0 ? id : null)))).filter(
      (id) => id !== null,
    )
    await phone.tap(`roll-${absent}`)
    await phone.reads(`roll-${rider.id}`, '陈思宇')
    await phone.tap(`roll-${rider.id}`)
    await phone.give('take-photo', drawPicture('大家站在村口'))
    await phone.sees('roll-picture')
    await phone.tap('roll-submit')
    await phone.tap('confirm-ok')
    await phone.reads('roll-result-title', '已存在手机')
    await phone.reads('roll-result-text', '4 人到场，有网会自动送达')
    await phone.tap('roll-back')
    await phone.sees(`field-${morning.id}`)

    await choose('大屏')
    const link = await phone.readCode()
    const code = parseScan(link)!
    expect(code.mac).toBe(codeMac(morning.secret, 'sign_in', morning.id, code.step))
    expect(Math.abs(code.step - stepOf(town.now()))).toBeLessThanOrEqual(1)
    young = await Visitor.come(browser, town, 'narrow')
    await young.logIn(rider)
    await young.openUntilCutOff(routes.home(), 'scan-button')
    await young.tap('scan-button')
    await young.give('scan-photo', (await phone.photograph()).photo)
    await young.reads('result-title', '已存在手机')
    await backToPack()
  })

  step('says what is still on the phone, and keeps the pack until it is delivered', async () => {
    await phone.reads('field-waiting', '还在手机里：7 人次登记、1 张照片')
    await phone.reads(`field-${morning.id}`, '7 人次还没送达')
    await phone.tap(`drop-${DAY}`)
    await phone.words('还有没送达的，等送到了再删').waitFor()
    expect(await scans()).toEqual([])
    expect(await evidence()).toEqual([])
  })

  step('delivers everything by itself on the way home, the photo before the roll call', async () => {
    await town.moveTo(instantOf(DAY, '13:30'))
    for (const visitor of [phone, young]) await visitor.context.setOffline(false)
    await phone.at('field-waiting').waitFor({ state: 'detached' })
    await young.visit(routes.outbox())
    await young.sees('outbox-delivered')

    const rows = await kysely().selectFrom('attendance').selectAll().where('event_id', '=', morning.id).execute()
    const by = (assurance: string) => rows.filter((row) => row.assurance === assurance)
    expect(['pass', 'card', 'manual', 'roll_call', 'code'].map((assurance) => by(assurance).length)).toEqual([1, 1, 1, 4, 1])
    expect(by('code')).toMatchObject([{ person_id: rider.id, delayed: true, confirmed_by: null }])
    for (const row of rows.filter(({ assurance }) => assurance !== 'code')) {
      expect(row).toMatchObject({ delayed: true, confirmed_by: officer.id, tardy_minutes: 0 })
      expect(Number(row.signed_in_at)).toBeLessThan(instantOf(DAY, '09:00'))
    }
    expect(await scans()).toHaveLength(8)
    const [manual] = (await scans()).filter(({ assurance }) => assurance === 'manual')
    expect(manual).toMatchObject({ by_id: officer.id, person_id: other.id, reason: '手机没电' })

    const [photo] = await evidence()
    expect(photo).toMatchObject({ kind: 'group_photo', by_id: officer.id })
    const roll = (await scans()).find(({ assurance }) => assurance === 'roll_call')!
    expect(Number(photo!.at)).toBeLessThanOrEqual(Number(roll.received_at))
  })

  step('leaves no list, no key and no picture on the phone, once the pack is thrown away', async () => {
    await phone.tap(`drop-${DAY}`)
    await phone.words('名单和钥匙都会从这部手机里删掉').waitFor()
    await phone.tap('confirm-ok')
    await phone.sees('no-field-pack')
    const left = await phone.page.evaluate(async () => {
      const opening = indexedDB.open('youyue')
      await new Promise((resolve) => (opening.onsuccess = resolve))
      const counting = opening.result.transaction('kept-files').objectStore('kept-files').count()
      await new Promise((resolve) => (counting.onsuccess = resolve))
      const keys = Object.keys(localStorage).filter((key) => /door|field|screens/.test(key))
      const outbox = JSON.parse(localStorage.getItem('youyue:outbox') ?? '[]') as { state: string }[]
      return { keys, waiting: outbox.filter(({ state }) => state !== 'delivered').length, pictures: counting.result }
    })
    expect(left).toEqual({ keys: [], waiting: 0, pictures: 0 })
  })

  step('has left no error in any page nor in the server', async () => {
    for (const visitor of [phone, young]) expect(visitor.errors).toEqual([])
    expect(town.faults).toEqual([])
  })
})
