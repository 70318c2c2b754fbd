import type { Browser } from 'playwright-core'
import { launchChromium } from '../browser/chromium'
import { readPicture } from '../browser/qr'
import type { WorldEvent } from '../fakes/world'
import { HOUR_MS } from '@core/rules/shared/calendar'
import { BIG_SCREEN, engineOf, logIn, pageQuery, SCAN } from './acts'
import { inspect, touch } from './checks'
import { MiniProgram } from './mini-program'
import type { Phone } from './phone'
import { Screen } from './screen'
import { Venue } from './venue'
import { WeappPackage } from './weapp-package'

const KB = 1024

let venue: Venue
let shipped: WeappPackage
let browser: Browser
let event: WorldEvent
let officerPhone: Phone

beforeAll(async () => {
  shipped = WeappPackage.open()
  venue = await Venue.open()
  browser = await launchChromium()
  event = await venue.publish({ places: 30 })
  for (const day of [1, 2, 3, 4]) await venue.publish({}, day * 24 * HOUR_MS)
  officerPhone = venue.phone('o-officer')
  const program = await MiniProgram.launch(shipped, officerPhone)
  await logIn(program, '陈静')
  program.close()
  await venue.makeOfficer('o-officer')
})
afterAll(async () => {
  await browser?.close()
  await venue?.close()
})

test('templates, settings and scripts of the package have nothing to be complained of', () => {
  expect(inspect(shipped)).toEqual([])
})

test('a new person is led by touches from 首页 to an enrollment, and little crosses to the screen', async () => {
  const { complaints, firstPaint, pressed } = await touch(browser, shipped, { venue, event, openid: 'o-touch', patienceMs: 20_000 })
  expect(complaints).toEqual([])
  expect(firstPaint).toBeLessThan(40 * KB)
  expect(pressed).toBeLessThan(4 * KB)
})

test('the screen in the package turns a code that a camera reads and the server takes', async () => {
  officerPhone.engine = engineOf(BIG_SCREEN)
  const program = await MiniProgram.launch(shipped, officerPhone, { path: BIG_SCREEN, query: { eventId: event.id } })
  const screen = await Screen.open(browser, program)
  await program.seeElement('screen-qr')
  await screen.text()
  const link = readPicture(await screen.glass.locator('#screen-qr').screenshot())
  await screen.close()
  program.close()
  expect(link).toBe(await venue.link(event))

  const q = encodeURIComponent(link!)
  const phone = await MiniProgram.launch(shipped, venue.phone('o-camera'), { path: SCAN, query: { q }, scene: 1011 })
  await phone.see('扫到了：旧物改造工作坊', 'scan-kept')
  phone.close()
})

test('every page is drawn whole: what the scripts say is what stands on the glass', async () => {
  for (const route of shipped.pages) {
    if (route.includes('/scan/')) officerPhone.camera.push('cancel')
    officerPhone.engine = engineOf(route)
    const program = await MiniProgram.launch(shipped, officerPhone, { path: route, query: pageQuery(route, event) })
    const screen = await Screen.open(browser, program)
    try {
      const drawn = await screen.text()
      expect({ route, drawn, complaints: screen.complaints() }).toEqual({ route, drawn: program.text(), complaints: [] })
    } finally {
      await screen.close()
      program.close()
    }
  }
})
