import type { Browser } from 'playwright-core'
import { instantOf } from '@core/rules/shared/calendar'
import type { Town, TownSession, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { layGround, type Ground } from './_ground'
import { follow } from './_inbox'
import { story } from './_story'

/** A Thursday on which nobody of the demonstration receives. */
const DAY = '2026-12-03'
const HOME = '东关青年之家'
const QUESTION = '想摆个早餐摊，证去哪里办？'
const MISSING = '窗口说还要一份健康证，去哪里办？'

/** What a host cannot answer at the table: it is followed, in the hand and at a desk, until somebody says that it is solved. */
describe('a matter that is handed over', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  let host: Townsman
  let comer: Townsman
  let session: TownSession
  let orgName: string
  let caseId: string
  let phone: Visitor
  let hostPhone: Visitor
  let desk: Visitor

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    host = await town.person('陈静')
    comer = await town.newcomer('方小满')
    await town.call(comer, 'people.consent', { name: comer.name, privacyVersion: 1 })
    session = await town.session(host, HOME, { startsAt: instantOf(DAY, '09:00'), slots: 4 })
    orgName = (await town.call(host, 'sessions.get', { sessionId: session.id })).orgName
  })

  afterAll(() => ground?.clear())

  step('is booked with its question', async () => {
    phone = await Visitor.come(browser, town, 'phone')
    await phone.logIn(comer)
    await phone.visit(`/packages/sessions/detail/index?code=${session.code}`)
    await phone.tap('slot-1')
    await phone.tap('topic-work')
    await phone.write('question', QUESTION)
    await phone.tap('book')
    await phone.reads('my-part', '约好了')
  })

  step('is talked about, and handed over to the host’s own organization', async () => {
    await town.moveTo(instantOf(DAY, '09:05'))
    const booking = await town.database.kysely
      .selectFrom('booking')
      .select('id')
      .where('session_id', '=', session.id)
      .executeTakeFirstOrThrow()
    await town.call(host, 'sessions.checkIn', { sessionId: session.id, bookingId: booking.id })
    hostPhone = await Visitor.come(browser, town, 'phone')
    await hostPhone.logIn(host)
    await hostPhone.visit(`/packages/duty/reception/index?sessionId=${session.id}`)
    const person = hostPhone.page.locator('[id^=person-]').filter({ visible: true, hasText: comer.name })
    await person.locator('[id^=step-]').filter({ hasText: '开始' }).click()
    await person.locator('[id^=step-]').filter({ hasText: '办完' }).click()
    await hostPhone.tap('finish-end-hand_over')
    await hostPhone.choose('hand-over-org', orgName)
    await hostPhone.write('finish-sheet-text', '人已经来过，材料看了一半')
    await hostPhone.tap('finish-sheet-submit')
    await person.filter({ hasText: '转办了' }).waitFor()
  })

  step('says in whose hands it is, which day and by when, and takes more words along', async () => {
    await follow(phone, '陈静接手了你的诉求，12月14日 前答复')
    await phone.reads('case-sentence', `在${orgName}陈静手里，第 1 天，12月14日 前答复`)
    await phone.reads('case-matter', QUESTION)
    // What the host wrote for the others is not for the person.
    expect(await phone.read('case-history')).not.toContain('材料看了一半')
    await phone.write('say-text', '身份证和租房合同我都有')
    await phone.tap('say')
    await phone.reads('case-history', '身份证和租房合同我都有')
    await phone.visit(`/packages/sessions/detail/index?code=${session.code}`)
    await phone.tap('open-case')
    await phone.reads('case-matter', QUESTION)
    caseId = (await town.call(comer, 'cases.mine', { when: 'open' })).items[0]!.id
  })

  step('is put off once at a desk, to a working day, with the reason', async () => {
    desk = await Visitor.come(browser, town, 'desk')
    await desk.logIn(host)
    await desk.visit('/packages/casework/list/index?which=working')
    await desk.tap(`case-${caseId}`)
    await desk.reads('case-history', '身份证和租房合同我都有')
    await desk.reads('case-history', '材料看了一半')
    await desk.tap('work-extend')
    await desk.page.locator('input#extend-day').fill('2026-12-19')
    await desk.words('不是工作日').waitFor()
    await desk.page.locator('input#extend-day').fill('2026-12-18')
    await desk.write('extend-reason', '要等市场监管所回话')
    await desk.tap('extend-submit')
    await desk.reads('case-sentence', '12月18日 前答复')
    expect(await desk.at('work-extend').count()).toBe(0)

    await follow(phone, '答复延到 12月18日：要等市场监管所回话')
    await phone.reads('case-sentence', '12月18日 前答复')
  })

  step('is answered, which does not help, and is taken up again with a new date', async () => {
    await town.moveTo(instantOf('2026-12-08', '10:00'))
    await desk.visit(`/packages/casework/detail/index?caseId=${caseId}`)
    await desk.tap('work-answer')
    await desk.write('answer-text', '带身份证到政务大厅 3 号窗口')
    await desk.tap('answer-submit')
    await desk.reads('case-answer', '带身份证到政务大厅 3 号窗口')

    await follow(phone, '有答复了，解决了吗？')
    await phone.reads('answer-text', '带身份证到政务大厅 3 号窗口')
    await phone.tap('reopen')
    await phone.write('reopen-sheet-text', MISSING)
    await phone.tap('reopen-sheet-submit')
    await phone.reads('case-sentence', '第 6 天，12月17日 前答复')
    expect(await phone.at('case-answer').count()).toBe(0)
    await phone.reads('case-history', '带身份证到政务大厅 3 号窗口')
  })

  step('is answered again in the hand, and rated: the answer, once', async () => {
    await follow(hostPhone, '没解决，请再办一次')
    await hostPhone.reads('case-history', MISSING)
    await hostPhone.tap('work-answer')
    await hostPhone.write('answer-text', '健康证在县疾控中心二楼，我陪你去')
    await hostPhone.tap('answer-submit')
    await hostPhone.reads('case-answer', '健康证在县疾控中心二楼')

    await follow(phone, '有答复了，解决了吗？')
    await phone.reads('answer-text', '我陪你去')
    await phone.tap('rate-solved')
    await phone.reads('my-rating', '你评的：解决了')
    expect(await phone.at('rate-solved').count()).toBe(0)
    expect(await phone.at('reopen').count()).toBe(0)
    await phone.visit('/packages/cases/mine/index')
    await phone.tap('my-cases-done')
    await phone.reads(`case-${caseId}`, '评过了')
  })

  step('is all written down, in its order, and nothing of it was changed', async () => {
    const { entries } = await town.call(host, 'cases.get', { caseId })
    expect(entries.map((entry) => entry.step)).toEqual([
      ...['submitted', 'note', 'accepted', 'message', 'extended', 'resolved', 'reopened', 'resolved', 'rated'],
    ])
  })

  step('has a sister that nobody answers: the person sees how late it is, and who was reminded', async () => {
    await phone.visit('/pages/meetings/index')
    await phone.tap('write-instead')
    await phone.choose('case-org', orgName)
    await phone.tap('topic-rights')
    await phone.write('case-text', '押金三个月没退，房东不接电话')
    await phone.tap('send')
    await phone.reads('case-sentence', `在${orgName}手里，第 1 天，12月10日 前受理`)

    await town.moveTo(instantOf('2026-12-11', '09:00'))
    await town.tick()
    await phone.visit('/packages/cases/mine/index')
    await phone.words('晚了 1 天').click()
    await phone.reads('case-late', `受理晚了 1 天，我们已提醒${orgName}`)
    await follow(hostPhone, '晚了 1 天，请尽快办')
    await hostPhone.tap('work-accept')
    await hostPhone.reads('case-person', comer.name)

    await town.moveTo(instantOf('2026-12-21', '09:00'))
    await town.tick()
    await follow(phone, '答复晚了')
    await phone.reads('case-late', new RegExp(`答复晚了 \\d+ 天，我们已提醒(?!${orgName})`))
  })

  step('has left no error in any page nor in the server', () => {
    expect([phone, hostPhone, desk].flatMap((visitor) => visitor.errors)).toEqual([])
    expect(town.faults).toEqual([])
    return Promise.resolve()
  })
})
