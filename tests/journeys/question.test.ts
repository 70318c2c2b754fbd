import type { Browser } from 'playwright-core'
import { instantOf } from '@core/rules/shared/calendar'
import { drawPicture } from '../browser/qr'
import type { Town, TownSession, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { pdfOf } from '../fakes/documents'
import { layGround, type Ground } from './_ground'
import { follow } from './_inbox'
import { story } from './_story'

/** A Thursday on which nobody of the demonstration receives. */
const DAY = '2026-12-03'
const HOME = '东关青年之家'
const STREET = '东关街道团工委'
const COUNTY = '共青团青石县委'
const OFFER = '帮你改简历'
const ORDER = '投了二十份简历没有回音，请帮我看看哪里不对'
const ADVICE = '一页写完，把做成的事写成数字。周三周五晚上到青年之家，有人一对一改，改到能投'
const CONFIDED = '店长扣了我两个月工资，还说告诉别人就别想拿了'
const COMPLAINT = '十一月二十号下午去了两次，活动室都锁着，没有人'
const RESUME = pdfOf(300_000)

/**
 * What is asked without being asked twice, by somebody who is named to nobody: an order with what belongs to it becomes an
 * answer for the next who asks; a question at the table stays without a name; a complaint goes above whom it is about.
 */
describe('what young people ask', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  /** Receives; works with them; both secretaries of the county above. */
  let host: Townsman
  let colleague: Townsman
  let secretary: Townsman
  let second: Townsman
  let orderer: Townsman
  let next: Townsman
  let unnamed: Townsman
  let session: TownSession
  let orderId: string
  let confidedId: string
  let desk: Visitor
  let colleaguePhone: Visitor
  let phone: Visitor
  let nextPhone: Visitor
  let unnamedPhone: Visitor
  let secretaryPhone: Visitor
  let secondPhone: Visitor

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    ;[host, secretary] = (await Promise.all(['陈静', '林书记'].map((name) => town.person(name)))) as [Townsman, Townsman]
    colleague = await town.appoint('郭楠', 'officer', STREET)
    second = await town.appoint('严副书记', 'secretary', COUNTY)
    const young = await Promise.all(['方小满', '罗嘉', '许知远'].map((name) => town.newcomer(name)))
    for (const who of young) await town.call(who, 'people.consent', { name: who.name, privacyVersion: 1 })
    ;[orderer, next, unnamed] = young as [Townsman, Townsman, Townsman]
    session = await town.session(host, HOME, { startsAt: instantOf(DAY, '09:00'), slots: 4 })
  })

  afterAll(() => ground?.clear())

  async function come(who: Townsman, device: 'phone' | 'desk'): Promise<Visitor> {
    const visitor = await Visitor.come(browser, town, device)
    await visitor.logIn(who)
    return visitor
  }

  const work = (caseId: string) => `/packages/casework/detail/index?caseId=${caseId}`
  const latestCaseOf = async (who: Townsman) => (await town.call(who, 'cases.mine', { when: 'open' })).items[0]!.id
  const bookingsOf = (who: Townsman) =>
    town.database.kysely
      .selectFrom('booking')
      .select('state')
      .where('person_id', '=', who.id)
      .where('session_id', '=', session.id)
      .execute()
  const codeOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'ok',
      (error: unknown) => (error as { code?: string }).code,
    )
  /** All that a page says, whether it is seen or not, of a name. */
  const says = async (visitor: Visitor, name: string) => (await visitor.page.content()).includes(name)

  step('is offered by an organization at a desk, and found on 我的 by whoever wants it', async () => {
    desk = await come(host, 'desk')
    await desk.visit('/packages/workbench/today/index')
    await desk.tap('side-nav-offers')
    await desk.tap('offer-add')
    await desk.write('offer-name', OFFER)
    await desk.write('offer-about', '一对一看，改到能投。带一份现在的')
    await desk.tap('offer-save')
    await desk.page.locator('[id^=offer-]').filter({ visible: true, hasText: OFFER }).first().waitFor()

    phone = await come(orderer, 'phone')
    await phone.visit('/')
    await phone.tab('我的')
    await phone.tap('open-services')
    await phone.words(OFFER).click()
    await phone.reads('service-about', '一对一看，改到能投')
  })

  step('is ordered with a picture and a document, which the officer sees and opens as they were', async () => {
    await phone.tap('topic-work')
    await phone.write('case-text', ORDER)
    await phone.give('case-file-add', drawPicture('招聘启事'))
    await phone.hand('case-file-document', { name: '我的简历.pdf', mimeType: 'application/pdf', buffer: RESUME })
    await phone.reads('case-file-document-0', '我的简历.pdf293 KB')
    await phone.tap('send')
    await phone.reads('case-sentence', `在${STREET}手里，第 1 天，11月24日 前受理`)
    await phone.reads('case-matter', OFFER)
    orderId = await latestCaseOf(orderer)

    await desk.visit('/packages/casework/list/index?which=to_accept')
    await desk.tap(`case-${orderId}`)
    await desk.reads('case-person', orderer.name)
    await desk.reads('case-matter', OFFER)
    await desk.page.locator('#case-files-pictures-0 img').filter({ visible: true }).waitFor()
    const { name, content } = await desk.fetch('case-files-0')
    expect(name).toBe('我的简历.pdf')
    expect(content.equals(RESUME)).toBe(true)
    await desk.tap('work-accept')
    await desk.tap('work-answer')
    await desk.write('answer-text', `方小满你好，${ADVICE}`)
    await desk.tap('answer-submit')
    await desk.reads('case-answer', '方小满你好')

    await follow(phone, '有答复了，解决了吗？')
    await phone.tap('rate-solved')
    await phone.reads('my-rating', '解决了')
  })

  step('becomes an answer for others, without a name, once a colleague has looked at it', async () => {
    await desk.tap('work-propose')
    await desk.write('propose-question', '简历投了没有回音怎么办')
    await desk.tap('propose-submit')
    await desk.reads('sheet-problem', '里面不要有提的人的名字')
    await desk.write('propose-answer', ADVICE)
    await desk.tap('propose-submit')
    await desk.words('请一位同事看过就放进去').waitFor()
    await desk.tap('side-nav-answers')
    await desk.words('你提的，请另一位同事来看').waitFor()
    expect(await desk.page.locator('[id^=publish-]').filter({ visible: true }).count()).toBe(0)

    nextPhone = await come(next, 'phone')
    expect((await town.call(next, 'cases.like', { text: '简历投出去没有回音' })).items).toEqual([])
    colleaguePhone = await come(colleague, 'phone')
    await follow(colleaguePhone, '有一条答案等你看：「简历投了没有回音怎么办」')
    await colleaguePhone.page.locator('[id^=publish-]').filter({ visible: true }).click()
    await colleaguePhone.words('放出去的').waitFor()
    expect(await says(colleaguePhone, orderer.name)).toBe(false)
  })

  step('is read by the next who types a question like it, who need not book any more', async () => {
    await nextPhone.visit(`/packages/sessions/detail/index?code=${session.code}`)
    await nextPhone.tap('slot-1')
    await nextPhone.tap('topic-work')
    await nextPhone.write('question', '简历投了好多都没有回音')
    await nextPhone.reads('like-answers', '简历投了没有回音怎么办')
    await nextPhone.words('看答复').click()
    await nextPhone.reads('like-answers', ADVICE)
    await nextPhone.reads('like-answers', `${STREET}答复过，隐去了姓名`)
    await nextPhone.words('这就是我要的').click()
    await nextPhone.words('能帮上就好').waitFor()
    expect(await bookingsOf(next)).toEqual([])
    expect(await says(nextPhone, orderer.name)).toBe(false)
  })

  step('is brought to the table without a name: the host knows who it is, their colleague does not', async () => {
    unnamedPhone = await come(unnamed, 'phone')
    await unnamedPhone.visit(`/packages/sessions/detail/index?code=${session.code}`)
    await unnamedPhone.tap('slot-2')
    await unnamedPhone.tap('topic-rights')
    await unnamedPhone.write('question', CONFIDED)
    await unnamedPhone.turn('anonymous')
    await unnamedPhone.tap('book')
    await unnamedPhone.reads('my-matter', '权益维护 · 匿名')

    await town.moveTo(instantOf(DAY, '09:25'))
    await colleaguePhone.visit(`/packages/duty/reception/index?sessionId=${session.id}`)
    await colleaguePhone.words('匿名青年').waitFor()
    await colleaguePhone.words(CONFIDED).waitFor()
    expect(await says(colleaguePhone, unnamed.name)).toBe(false)

    await desk.visit(`/packages/duty/reception/index?sessionId=${session.id}`)
    const card = desk.page.locator('[id^=person-]').filter({ visible: true, hasText: unnamed.name })
    await card.filter({ hasText: '对别人匿名' }).locator('[id^=step-]').filter({ hasText: '签到' }).click()
    await card.locator('[id^=step-]').filter({ hasText: '开始' }).click()
    await card.locator('[id^=step-]').filter({ hasText: '办完' }).click()
    await desk.tap('finish-end-hand_over')
    await desk.choose('hand-over-org', STREET)
    await desk.tap('finish-sheet-submit')
    await card.filter({ hasText: '转办了' }).waitFor()
  })

  step('stays without a name on the case that it becomes, for everybody who works on it', async () => {
    await follow(unnamedPhone, `${STREET}陈静接手了你的诉求`)
    await unnamedPhone.reads('case-matter', '匿名')
    confidedId = await latestCaseOf(unnamed)
    for (const visitor of [desk, colleaguePhone]) {
      await visitor.visit(work(confidedId))
      await visitor.reads('case-person', '匿名青年')
      await visitor.reads('case-matter', CONFIDED)
      expect(await says(visitor, unnamed.name)).toBe(false)
    }
  })

  step('is told by name only when two secretaries above agree, by the reason alone; the person hears of it', async () => {
    await desk.tap('work-ask_unmask')
    await desk.write('ask-unmask-sheet-text', '要陪 TA 去劳动监察，得知道在哪家店')
    await desk.tap('ask-unmask-sheet-submit')
    await desk.reads('case-history', '申请看姓名')
    await unnamedPhone.visit(`/packages/cases/detail/index?caseId=${confidedId}`)
    await unnamedPhone.reads('case-history', '受理了')
    expect(await says(unnamedPhone, '劳动监察')).toBe(false)

    secretaryPhone = await come(secretary, 'phone')
    secondPhone = await come(second, 'phone')
    for (const [visitor, after] of [
      [secretaryPhone, '等另一位书记决定'],
      [secondPhone, '没有在等你决定什么'],
    ] as const) {
      await follow(visitor, `${STREET}想知道一位匿名的人是谁：要陪 TA 去劳动监察`)
      await visitor.reads('name-asked', '要陪 TA 去劳动监察')
      expect(await says(visitor, CONFIDED.slice(0, 6))).toBe(false)
      await visitor.tap('agree-unmask')
      await visitor.tap('confirm-ok')
      await visitor.words(after).waitFor()
      expect(await says(visitor, unnamed.name)).toBe(false)
    }

    await follow(unnamedPhone, `经上级两位同事同意，${STREET}知道了你是谁：要陪 TA 去劳动监察`)
    await unnamedPhone.reads('case-history', '姓名已给经办的组织看')
    for (const visitor of [desk, colleaguePhone]) {
      await visitor.visit(work(confidedId))
      await visitor.reads('case-person', unnamed.name)
    }
  })

  step('goes above whom it is about, who never learn that it is there', async () => {
    await phone.visit('/')
    await phone.tab('我的')
    await phone.tap('open-complaint')
    await phone.reads('write-about', '你说的那个组织看不到')
    await phone.choose('case-org', STREET)
    await phone.tap('topic-life')
    await phone.write('case-text', COMPLAINT)
    await phone.turn('anonymous')
    await phone.tap('send')
    await phone.reads('case-sentence', `在${COUNTY}手里，第 1 天`)
    const complaintId = await latestCaseOf(orderer)

    await follow(secretaryPhone, '收到一件投诉建议：「十一月二十号下午')
    await secretaryPhone.reads('case-person', '匿名青年')
    await secretaryPhone.tap('work-accept')
    await secretaryPhone.tap('work-answer')
    await secretaryPhone.write('answer-text', '门锁换了，钥匙放在值班室，晚上九点前都开')
    await secretaryPhone.tap('answer-submit')
    await secretaryPhone.reads('case-answer', '门锁换了')
    expect(await says(secretaryPhone, orderer.name)).toBe(false)
    await follow(phone, '有答复了，解决了吗？')
    await phone.reads('answer-text', '门锁换了')

    for (const who of [host, colleague]) expect(await codeOf(town.call(who, 'cases.get', { caseId: complaintId }))).toBe('not_found')
    await desk.visit('/packages/casework/list/index?which=done')
    await desk.sees(`case-${orderId}`)
    expect(await says(desk, '活动室都锁着')).toBe(false)
    await desk.visit(work(complaintId))
    await desk.words('没找到').waitFor()
  })

  step('has left no error in any page nor in the server', () => {
    const all = [desk, colleaguePhone, phone, nextPhone, unnamedPhone, secretaryPhone, secondPhone]
    expect(all.flatMap((visitor) => visitor.errors)).toEqual([])
    expect(town.faults).toEqual([])
    return Promise.resolve()
  })
})
