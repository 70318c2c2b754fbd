import type { Browser } from 'playwright-core'
import { instantOf } from '@core/rules/shared/calendar'
import type { Town, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { layGround, type Ground } from './_ground'
import { followMessage, openInbox, toldTo } from './_inbox'
import { story } from './_story'

const TITLE = '跨年夜长跑'
const DAY = '2026-11-28'
const SUMMARY = '从文昌巷跑到东城门，5 公里，沿路有六处补给和两名医护。雨天改到室内。'

/** An event of a street, which the county looks at before anybody sees it. Each step stands on the one before. */
describe('a look before anybody sees it', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  let officerIs: Townsman
  let secretaryIs: Townsman
  /** Of the street, on a phone. */
  let officer: Visitor
  /** Of the county, at a desk. */
  let secretary: Visitor
  /** Logged in nowhere. */
  let visitor: Visitor
  let event: { id: string; code: string }

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    ;[officerIs, secretaryIs] = await Promise.all([town.person('陈静'), town.person('林书记')])
    officer = await Visitor.come(browser, town, 'phone')
    secretary = await Visitor.come(browser, town, 'desk')
    visitor = await Visitor.come(browser, town, 'narrow')
    await officer.logIn(officerIs)
    await secretary.logIn(secretaryIs)
  })

  afterAll(() => ground?.clear())

  const row = () =>
    town.database.kysely
      .selectFrom('event')
      .select(['status', 'summary', 'reviewed_by', 'review_note', 'submitted_at'])
      .where('event_id', '=', event.id)
      .executeTakeFirstOrThrow()

  /** Neither in the list of its day nor by its own address. */
  async function isInvisible(): Promise<void> {
    await visitor.visit('/pages/events/index')
    await visitor.tap(`day-${DAY}`)
    await visitor.settled()
    await visitor.page.locator('[id^=event-]').filter({ visible: true }).first().waitFor()
    expect(await visitor.at(`event-${event.code}`).count()).toBe(0)
    await visitor.visit(`/packages/events/detail/index?code=${event.code}`)
    await visitor.words('没找到，可能已删除').waitFor()
    expect(await visitor.at('event-title').count()).toBe(0)
  }

  /** The secretary's way: from the workbench to what waits, and to the whole of it. */
  async function openReview(): Promise<void> {
    await secretary.visit('/packages/workbench/today/index')
    await secretary.tap('todo-review')
    await secretary.reads(`review-${event.id}`, TITLE)
    await secretary.tap(`review-${event.id}`)
    await secretary.reads('review-event', TITLE)
  }

  /** Back in the list, from which the event has gone. */
  async function waitsNoLonger(): Promise<void> {
    await secretary.at('review-event').waitFor({ state: 'hidden' })
    await secretary.at(`review-${event.id}`).waitFor({ state: 'hidden' })
    await secretary.settled()
    expect(await secretary.at(`review-${event.id}`).count()).toBe(0)
  }

  step('is asked for by the secretary of the county, who says why', async () => {
    await secretary.visit('/packages/workbench/settings/index')
    await secretary.turn('setting-review')
    await secretary.write('setting-why', '书记会定的，年底统一看一遍')
    await secretary.tap('save-setting')
    await secretary.words('现在照共青团青石县委定的').waitFor()
  })

  step('is what an event of the street waits for, once it is sent', async () => {
    await officer.visit('/packages/publishing/publish/index')
    await officer.write('publish-title', TITLE)
    await officer.tap('publish-next')
    await officer.choose('publish-home', '东关青年之家')
    await officer.write('publish-day', DAY)
    await officer.tap('publish-skip')
    await officer.write('publish-summary', '跑步')
    await officer.tap('publish-submit')
    await officer.reads('published-title', '交上去了')
    await officer.reads('published-text', '等上级看一眼')

    const published = await town.database.kysely.selectFrom('event').selectAll().where('title', '=', TITLE).executeTakeFirstOrThrow()
    event = { id: published.event_id, code: published.code }
    expect(published).toMatchObject({ status: 'in_review', starts_at: instantOf(DAY, '14:00'), published_by: officerIs.id })
    await isInvisible()
  })

  step('is for the secretaries above alone', async () => {
    await officer.visit('/packages/publishing/review/index')
    await officer.sees('review-not-yours')
    const neighbor = await Visitor.come(browser, town, 'desk')
    await neighbor.logIn(await town.person('周老师'))
    await neighbor.visit(`/packages/publishing/review/index?eventId=${event.id}`)
    await neighbor.words('没找到，可能已删除').waitFor()
    await neighbor.leave()
  })

  step('shows the secretary the whole of it, who returns it with a reason', async () => {
    await openReview()
    await secretary.words('东关街道团工委交上来的').waitFor()
    await secretary.words('跑步').waitFor()
    await secretary.tap('review-return')
    await secretary.tap('return-submit')
    await secretary.words('写一下为什么').waitFor()
    await secretary.words('简介再写具体些').click()
    await secretary.tap('return-submit')
    await waitsNoLonger()
    expect(await row()).toMatchObject({ status: 'draft', reviewed_by: secretaryIs.id, review_note: '简介再写具体些' })
    await isInvisible()
  })

  step('comes back to the officer as a message with the reason, who changes it and sends it again', async () => {
    await openInbox(officer)
    await followMessage(officer, `「${TITLE}」退回了：简介再写具体些。改好再提交`)
    await officer.reads('review-note', '上级退回了：简介再写具体些')
    await officer.write('publish-summary', SUMMARY)
    await officer.reads('edit-submit', '重新送审')
    await officer.tap('edit-submit')
    await officer.reads('resubmitted-title', '重新送审了')
    expect(await row()).toMatchObject({ status: 'in_review', summary: SUMMARY })
    await isInvisible()
  })

  step('is over with the approval: from then on everybody sees it, and may enroll', async () => {
    await openReview()
    await secretary.words(SUMMARY).waitFor()
    await secretary.tap('review-approve')
    await waitsNoLonger()

    await openInbox(officer)
    await followMessage(officer, `「${TITLE}」审核通过，已经发布`)
    await officer.reads('event-title', TITLE)

    await visitor.visit('/pages/events/index')
    await visitor.tap(`day-${DAY}`)
    await visitor.tap(`event-${event.code}`)
    await visitor.words(SUMMARY).waitFor()
    await visitor.reads('enroll', '报名（余 30）')
  })

  step('is all written down', async () => {
    const kysely = town.database.kysely
    expect(await row()).toMatchObject({ status: 'published', reviewed_by: secretaryIs.id, summary: SUMMARY })
    const settings = await kysely
      .selectFrom('org_setting')
      .innerJoin('org', 'org.id', 'org_setting.org_id')
      .select(['org_setting.value', 'org_setting.why', 'org_setting.by_id as byId'])
      .where('org.name', '=', '共青团青石县委')
      .where('org_setting.name', '=', 'review')
      .execute()
    expect(settings).toEqual([{ value: { byParent: true }, why: '书记会定的，年底统一看一遍', byId: secretaryIs.id }])
    expect(await toldTo(town, officerIs, event.id)).toEqual(['review_returned', 'review_approved'])
    expect(await toldTo(town, secretaryIs, event.id)).toEqual(['review_wanted', 'review_wanted'])
  })

  step('has left no error in any page nor in the server', async () => {
    expect([officer, secretary, visitor].flatMap((each) => each.errors)).toEqual([])
    expect(town.faults).toEqual([])
  })
})
