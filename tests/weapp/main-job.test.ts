import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import {
  CLOSING,
  complaintsOf,
  consent,
  enroll,
  EVENT,
  EVENTS,
  HOME,
  logIn,
  logOut,
  ME,
  openEvent,
  OUTBOX,
  PUBLISH,
  RECORD,
  SCAN,
  scanAtEvent,
  WORKBENCH,
} from './acts'
import { MiniProgram, type Entry } from './mini-program'
import type { Phone } from './phone'
import { Venue } from './venue'
import { WeappPackage } from './weapp-package'

let venue: Venue
let shipped: WeappPackage
const running: MiniProgram[] = []

beforeAll(async () => {
  shipped = WeappPackage.open()
  venue = await Venue.open()
})
afterAll(() => venue?.close())

afterEach(() => {
  const complaints = running.flatMap(complaintsOf)
  for (const program of running.splice(0)) program.close()
  expect(complaints).toEqual([])
  expect(venue.world.reported).toEqual([])
  expect(venue.faults).toEqual([])
})

/** Opens the app; what it leaves behind is looked at when the test ends. */
async function open(phone: Phone, entry?: Entry): Promise<MiniProgram> {
  const program = await MiniProgram.launch(shipped, phone, entry)
  running.push(program)
  return program
}

/** Scans of the package that were put on the wire. */
function scansSent(phone: Phone): { nonce: string; delivery: string }[] {
  const sent = phone.sent.filter(({ url }) => url.endsWith('/api/attendance.scan'))
  return sent.map(({ body }) => {
    const { nonce, input } = JSON.parse(body!) as { nonce: string; input: { delivery: string } }
    return { nonce, delivery: input.delivery }
  })
}

test('a person logs in with WeChat, finds an event, enrolls, and signs in at the door', async () => {
  const event = await venue.publish({ places: 3 })
  const phone = venue.phone('o-chen')
  const program = await open(phone)
  expect(program.text('greeting')).toContain('欢迎你')
  await logIn(program, '陈晓雨')
  await program.see('晓雨', 'greeting')
  expect(venue.wechat.calls()).toBe(1)

  await openEvent(program, event)
  expect(program.text('event-title')).toBe('旧物改造工作坊')
  expect(program.text('enroll')).toBe('报名（余 3）')
  await enroll(program)
  expect(program.text('sign-in')).toBe('扫码签到')
  const vibrations = phone.vibrations
  await scanAtEvent(program, 'sign-in', await venue.link(event))
  expect(program.text('result-title')).toBe('签到成功，陈晓雨')
  expect(program.text('result-text')).toBe('欢迎你！')
  expect(phone.vibrations).toBe(vibrations + 1)

  const { attendance, scans } = await venue.presence(event)
  expect(attendance).toMatchObject([{ person_id: await venue.personOf('o-chen'), assurance: 'code', delayed: false }])
  expect(scans).toHaveLength(1)
  await program.tap('result-next')
  await program.arrive(EVENT)
  await program.see('已签到', 'event-word')

  expect(new Set(phone.sent.map(({ url }) => new URL(url).origin)).size).toBe(1)
  const [sessionKey] = venue.wechat.sessionKeys()
  expect(JSON.stringify([...phone.storage])).not.toContain(sessionKey)
})

test('without a network a scan is kept, survives closing the app, and is delivered exactly once', async () => {
  const event = await venue.publish()
  const phone = venue.phone('o-kept')
  let program = await open(phone)
  await logIn(program, '林朝阳')
  await openEvent(program, event)
  await enroll(program)
  const link = await venue.link(event)

  phone.setOnline(false)
  await program.seeElement('network-banner')
  await scanAtEvent(program, 'sign-in', link)
  expect(program.text('result-title')).toBe('已存在手机')
  await program.tap('result-next')
  await program.arrive(HOME)
  await program.tab(ME)
  await program.see('1 条没送达', 'open-outbox')
  program.close()
  expect(scansSent(phone)).toEqual([])

  venue.world.now += 5 * MINUTE_MS
  program = await open(phone)
  await program.see('朝阳', 'greeting')
  await program.tab(ME)
  await program.tap('open-outbox')
  await program.arrive(OUTBOX)
  await program.see('已存在手机')
  expect((await venue.presence(event)).attendance).toEqual([])

  phone.setOnline(true)
  await program.see('已送达')
  program.hide()
  program.show()
  phone.setOnline(false)
  phone.setOnline(true)
  await program.rest()
  program.close()
  program = await open(phone)
  await program.rest()

  const { attendance, scans } = await venue.presence(event)
  expect(scans).toHaveLength(1)
  expect(attendance).toMatchObject([{ person_id: await venue.personOf('o-kept'), delayed: true, confirmed_at: null }])
  expect(scansSent(phone)).toMatchObject([{ delivery: 'stored' }])
})

test('an answer that is lost on its way back does not make a second sign-in', async () => {
  const event = await venue.publish()
  const phone = venue.phone('o-lost')
  const program = await open(phone)
  await logIn(program, '周一鸣')
  await openEvent(program, event)
  await enroll(program)
  phone.loseAnswersTo('attendance.scan', 1)
  await scanAtEvent(program, 'sign-in', await venue.link(event))
  expect(program.text('result-title')).toBe('已存在手机')
  expect((await venue.presence(event)).attendance).toHaveLength(1)

  program.hide()
  program.show()
  await program.until('it has been sent again', () => scansSent(phone).length === 2)
  await program.rest()
  const [first, second] = scansSent(phone)
  expect(second!.nonce).toBe(first!.nonce)
  const { attendance, scans } = await venue.presence(event)
  expect(attendance).toHaveLength(1)
  expect(scans).toHaveLength(1)
  await program.tap('result-next')
  await program.arrive(HOME)
  await program.tab(ME)
  await program.see('都送达了', 'open-outbox')
})

test('opened by WeChat’s own scanner, the page counts at once; log-in, consent and enrolling come after', async () => {
  const event = await venue.publish({ places: 5 })
  const scannedAt = venue.world.now
  const q = encodeURIComponent(await venue.link(event))
  const phone = venue.phone('o-walk-in')
  const program = await open(phone, { path: SCAN, query: { q, scancode_time: String(Math.floor(scannedAt / 1000)) }, scene: 1011 })
  await program.see('扫到了：旧物改造工作坊', 'scan-kept')
  venue.world.now += 6 * MINUTE_MS

  await program.tap('login-wechat')
  await consent(program, '何小满')
  await program.see('现场还有 5 个名额')
  await program.tap('walk-in')
  await program.see('签到成功，何小满')
  const { attendance } = await venue.presence(event)
  expect(attendance).toMatchObject([{ person_id: await venue.personOf('o-walk-in'), delayed: false }])
  expect(Number(attendance[0]!.signed_in_at)).toBe(Math.floor(scannedAt / 10_000) * 10_000)
})

test('a person signs out, the officer closes the event in the package, and the hours stand on 我的', async () => {
  const event = await venue.publish()
  const phone = venue.phone('o-hours')
  const program = await open(phone)
  await logIn(program, '许知远')
  await openEvent(program, event)
  await enroll(program)
  await scanAtEvent(program, 'sign-in', await venue.link(event))
  await program.see('签到成功')

  venue.world.now = event.endsAt
  await program.tap('result-next')
  await program.arrive(EVENT)
  await scanAtEvent(program, 'sign-out', await venue.link(event, 'sign_out'))
  await program.see('签退成功')

  const officerPhone = venue.phone('o-officer')
  const guest = await open(officerPhone)
  await logIn(guest, '陈静')
  guest.close()
  await venue.makeOfficer('o-officer')

  venue.world.now = event.endsAt + HOUR_MS + MINUTE_MS
  const officer = await open(officerPhone)
  await officer.tab(ME)
  await officer.tap('open-workbench')
  await officer.arrive(WORKBENCH)
  await officer.tap(`to-close-${event.id}`)
  await officer.arrive(CLOSING)
  await officer.see('将记入 1 人', 'closing-headline')
  officerPhone.answers.push(true)
  await officer.tap('close-submit')
  await officer.see('已完结', 'close-submit')
  expect(officerPhone.asked).toMatchObject([{ title: '完结这场活动？' }])

  await program.tap('result-next')
  await program.arrive(RECORD)
  await program.see('旧物改造工作坊', 'lines')
  expect(program.text('hours-total')).toBe('2')
  expect(program.text('lines')).toContain('+2')
  program.close()
  const later = await open(phone)
  await later.tab(ME)
  await later.see('2/ 20 小时', 'hours-card')
  await later.see('0.25学分', 'credits-card')
})

test('an officer publishes an event in the package, and a young person finds it', async () => {
  const phone = venue.phone('o-publisher')
  const guest = await open(phone)
  await logIn(guest, '吴桐')
  guest.close()
  await venue.makeOfficer('o-publisher')
  const officer = await open(phone)
  await officer.tab(ME)
  await officer.tap('open-workbench')
  await officer.arrive(WORKBENCH)
  await officer.tap('publish')
  await officer.arrive(PUBLISH)
  await officer.tap('publish-next')
  await officer.see('给活动起个标题', 'publish-error')
  await officer.write('publish-title', '小区里的 5 公里 🏃')
  await officer.tap('publish-category-culture')
  await officer.tap('publish-next')
  const day = dayOf(venue.world.now + 2 * DAY_MS)
  await officer.choose('publish-day', day)
  await officer.choose('publish-from', '19:00')
  await officer.choose('publish-to', '20:30')
  await officer.see('20:30（共 1.5 小时）', 'publish-to')
  await officer.tap('publish-next')
  await officer.choose('publish-unlimited', true)
  await officer.tap('publish-skip')
  await officer.tap('publish-submit')
  await officer.see('发布了', 'published-title')
  await officer.tap('copy-link')
  await officer.until('the link is copied', () => phone.clipboard !== '')
  expect(phone.clipboard).toMatch(/^https:\/\//)

  const young = await open(venue.phone('o-finder'))
  await young.tab(EVENTS)
  await young.tap('category-culture')
  await young.tap(`day-${day}`)
  await young.see('小区里的 5 公里 🏃')
  const [found] = young.ids().filter((id) => /^event-[A-Z0-9]+$/.test(id))
  await young.tap(found!)
  await young.arrive(EVENT)
  await young.see('11月22日 周日 19:00–20:30')
})

test('a logged-out phone keeps the records of its person and never sends them under another log-in', async () => {
  const event = await venue.publish()
  const phone = venue.phone('o-first')
  const program = await open(phone)
  await logIn(program, '方晴')
  await openEvent(program, event)
  await enroll(program)
  const link = await venue.link(event)
  phone.setOnline(false)
  await scanAtEvent(program, 'sign-in', link)
  await program.tap('result-next')
  await program.arrive(HOME)
  await logOut(program)
  expect(phone.asked.at(-1)!.content).toContain('还有 1 条没送达')

  phone.openid = 'o-second'
  phone.setOnline(true)
  await program.tab(HOME)
  await logIn(program, '程远')
  await program.rest()
  program.hide()
  program.show()
  await program.rest()
  await program.tab(ME)
  await program.tap('open-outbox')
  await program.arrive(OUTBOX)
  await program.see('另有 1 条属于别的账号')
  expect(scansSent(phone)).toEqual([])
  expect((await venue.presence(event)).attendance).toEqual([])

  program.back()
  await program.arrive(ME)
  await logOut(program)
  phone.openid = 'o-first'
  await program.tab(HOME)
  await program.tap('login')
  await program.tap('login-wechat')
  await program.arrive(HOME)
  await program.until('it has been sent', () => scansSent(phone).length === 1)
  await program.rest()
  const { attendance, scans } = await venue.presence(event)
  expect(attendance).toMatchObject([{ person_id: await venue.personOf('o-first') }])
  expect(scans).toHaveLength(1)
})

test('a phone without network and without room says that nothing was kept', async () => {
  const event = await venue.publish()
  const phone = venue.phone('o-full')
  const program = await open(phone)
  await logIn(program, '石磊')
  await openEvent(program, event)
  await enroll(program)
  phone.setOnline(false)
  phone.storageLimit = 0
  await scanAtEvent(program, 'sign-in', await venue.link(event))
  expect(program.text('result-title')).toBe('手机存满了')
})

test('who gives the camera up is back at its button, and nothing was sent', async () => {
  const phone = venue.phone('o-no')
  const program = await open(phone)
  phone.camera.push('cancel')
  await program.tap('scan-button')
  await program.arrive(SCAN)
  await program.seeElement('open-camera')
  phone.camera.push('https://example.com/menu')
  await program.tap('open-camera')
  await program.see('认不出这个码', 'result-title')
  expect(scansSent(phone)).toEqual([])
})
