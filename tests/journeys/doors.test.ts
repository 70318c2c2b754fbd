import type { Browser } from 'playwright-core'
import { HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { drawPicture } from '../browser/qr'
import type { Town, TownEvent, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { layGround, type Ground } from './_ground'

const HOME = '东关青年之家'

/** What the phone says to somebody who does not simply get in. */
describe('at the door', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  let officer: Townsman
  let member: Townsman
  let other: Townsman
  let phone: Visitor

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    ;[officer, member, other] = await Promise.all([town.person('陈静'), town.person('李晓雨'), town.person('王旭')])
    phone = await Visitor.come(browser, town, 'phone')
    await phone.logIn(member)
  })

  afterAll(() => ground?.clear())

  afterEach(() => {
    expect(phone.errors).toEqual([])
    expect(town.faults).toEqual([])
  })

  async function says(title: string, text: string): Promise<void> {
    await phone.reads('result-title', title)
    await phone.reads('result-text', text)
  }

  const enrolled = (event: TownEvent, who = member) => town.call(who, 'events.enroll', { eventId: event.id })

  it('says that the event is full, to somebody without a place', async () => {
    const event = await town.publish(officer, HOME, { title: '只有一个位子', places: 1 })
    await enrolled(event, other)
    await phone.visit(town.linkOf(event))
    await says('没查到你的报名', '现场也满了。问问门口的工作人员')
    await phone.tap('result-next')
    await phone.sees('day-strip')
  })

  it('says at once that the last place went to somebody else', async () => {
    const event = await town.publish(officer, HOME, { title: '最后一个位子', places: 1 })
    await phone.visit(`/packages/events/detail/index?code=${event.code}`)
    await phone.reads('enroll', '报名（余 1）')
    await enrolled(event, other)
    await phone.tap('enroll')
    await phone.reads('event-problem', '满员了，可以候补')
    await phone.reads('wait', '满员了，候补')
    await phone.reads('event-word', '候补')
  })

  it('says at a second scan when the first one was, and makes no second attendance', async () => {
    const event = await town.publish(officer, HOME)
    await enrolled(event)
    await phone.visit(town.linkOf(event))
    await says('签到成功，李晓雨', '欢迎你！')
    await phone.visit(town.linkOf(event))
    await says('13:4', '不用再扫')
    await phone.reads('result-title', '已经签过了')
    const rows = await town.database.kysely.selectFrom('attendance').selectAll().where('event_id', '=', event.id).execute()
    const scans = await town.database.kysely.selectFrom('scan').select('verdict').where('event_id', '=', event.id).execute()
    expect(rows).toHaveLength(1)
    expect(scans).toHaveLength(2)
  })

  it('tells somebody at the wrong door whose code this is', async () => {
    const [mine, wrong] = await Promise.all([town.publish(officer, HOME), town.publish(officer, HOME, { title: '隔壁的读书会' })])
    await enrolled(mine)
    await phone.visit(`/packages/events/detail/index?code=${mine.code}`)
    await phone.tap('sign-in')
    await phone.give('scan-photo', drawPicture(town.linkOf(wrong)))
    await says('这是「隔壁的读书会」的码', '看看是不是走错了')
    await phone.tap('result-next')
    await phone.reads('event-title', '隔壁的读书会')
  })

  it('regrets that the event was cancelled, and says why', async () => {
    const event = await town.publish(officer, HOME)
    await town.call(officer, 'events.cancel', { eventId: event.id, reason: '暴雨预警' })
    await phone.visit(town.linkOf(event))
    await says('活动取消了', '暴雨预警。抱歉让你白跑')
  })

  it('says when sign-in begins, to somebody who is too early', async () => {
    const event = await town.publish(officer, HOME, { startsAt: instantOf('2026-11-22', '09:00') })
    await enrolled(event)
    await phone.visit(town.linkOf(event))
    await says('还没到签到时间', '明天 08:30 开始')
    await phone.tap('result-next')
    await phone.sees('event-title')
  })

  it('asks for a fresh scan where the code is older than a minute, and opens the camera for it', async () => {
    const event = await town.publish(officer, HOME)
    await enrolled(event)
    await phone.visit(town.linkOf(event, 'sign_in', town.now() - 75_000))
    await says('这个码过期了', '请扫大屏上正在转的码')
    await phone.tap('result-next')
    await phone.give('scan-photo', drawPicture(town.linkOf(event)))
    await says('签到成功，李晓雨', '欢迎你！')
  })

  it.each(['https://example.com/', 'q/s/0123456789.zz'])('does not take %s for a code', async (text) => {
    await phone.visit('/pages/home/index')
    await phone.tap('scan-button')
    await phone.give('scan-photo', drawPicture(text))
    await says('认不出这个码', '扫大屏，或出示「我的码」')
  })

  it('does not take a forged code, and does not say what was wrong with it', async () => {
    const event = await town.publish(officer, HOME)
    const link = town.linkOf(event)
    await phone.visit(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)
    await says('认不出这个码', '扫大屏上正在转的码，别用转发的图')
  })

  it('sends nobody out who has not come in', async () => {
    const event = await town.publish(officer, HOME)
    await enrolled(event)
    await phone.visit(town.linkOf(event, 'sign_out'))
    await says('还没签到', '签退不了')
  })

  it('says to whom to turn when sign-in is over', async () => {
    const event = await town.publish(officer, HOME, { startsAt: town.now() - 2 * HOUR_MS, endsAt: town.now() + MINUTE_MS })
    await town.moveTo(town.now() + 2 * MINUTE_MS)
    await phone.visit(town.linkOf(event))
    await says('签到结束了', '来了却没签上？告诉负责人')
  })
})
