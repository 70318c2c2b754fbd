import type { Browser } from 'playwright-core'
import { complaintsOf, HOME, logIn, openEvent } from './acts'
import { MiniProgram } from './mini-program'
import { launchChromium } from '../browser/chromium'
import { Screen } from './screen'
import { Venue } from './venue'
import { WeappPackage } from './weapp-package'

let venue: Venue
let shipped: WeappPackage
let browser: Browser

beforeAll(async () => {
  shipped = WeappPackage.open()
  venue = await Venue.open()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await venue?.close()
})

test('probe', async () => {
  const event = await venue.publish({ places: 3 })
  const phone = venue.phone('o-touch')
  const program = await MiniProgram.launch(shipped, phone)
  const t = performance.now()
  const screen = await Screen.open(browser, shipped)
  console.log('open', performance.now() - t)
  screen.attach(program)
  const page = screen.page
  await page.locator('#login').tap()
  await page.locator('#login-wechat').tap()
  await page.locator('#consent-name input').fill('陈晓雨')
  await page.screenshot({ path: '/tmp/ws/s0.png' })
  await page.locator('#consent-submit').tap()
  await page.locator('#greeting', { hasText: '晓雨' }).waitFor()
  await page.locator(`#event-${event.code}`).waitFor()
  await page.screenshot({ path: '/tmp/ws/s1.png', fullPage: true })
  await page.locator(`#event-${event.code}`).tap()
  await page.locator('#enroll').waitFor()
  await page.screenshot({ path: '/tmp/ws/s2.png' })
  await page.locator('#enroll').tap()
  await page.locator('#event-word', { hasText: '已报名' }).waitFor()
  await page.screenshot({ path: '/tmp/ws/s3.png', fullPage: true })
  console.log(
    screen.complaints(),
    complaintsOf(program),
    program.updates.map((u) => [u.page.route, u.bytes, Object.keys(u.change).length].join(' ')),
  )
  await screen.close()
  program.close()
})
