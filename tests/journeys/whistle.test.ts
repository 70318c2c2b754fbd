import type { Browser } from 'playwright-core'
import { instantOf } from '@core/rules/shared/calendar'
import type { Town, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { pdfOf } from '../fakes/documents'
import { layGround, type Ground } from './_ground'
import { follow, openInbox } from './_inbox'
import { story } from './_story'

const COUNTY = '共青团青石县委'
const STREET = '东关街道团工委'
const COLLEGE = '云川学院团委'
const TOWNSHIP = '南桥镇团委'
const ELSEWHERE = '滨江街道团工委'
const MATTER = '桥头工地三十多个青年工人被欠薪，想回家过年'
/** What messages and lists show of it. */
const EXCERPT = '桥头工地三十多个青年工人被欠薪'
const NOTE = '和人社局说好了，周四上午一起去工地'
const MISSING = '还有五个人没领到，名单在我这里'
/** Three parts. */
const LIST = pdfOf(600_000)
const pdf = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer })

/** 一个乡镇吹哨，三个单位报到: what a township cannot do alone, from the call to the rating, at desks and in the hand. */
describe('a whistle', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  /** Of the township that calls; of the county, in charge; of the street and the college, who help. */
  let caller: Townsman
  let owner: Townsman
  let street: Townsman
  let college: Townsman
  /** Of the city, above the county; of a street that has nothing to do with it. */
  let above: Townsman
  let outsider: Townsman
  let caseId: string
  let desk: Visitor
  let ownerDesk: Visitor
  let streetDesk: Visitor
  let callerPhone: Visitor
  let collegePhone: Visitor
  let ownerPhone: Visitor
  let abovePhone: Visitor
  let outsiderDesk: Visitor

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    const cast = ['孙敏', '林书记', '陈静', '周老师', '何部长'].map((name) => town.person(name))
    ;[caller, owner, street, college, above] = (await Promise.all(cast)) as [Townsman, Townsman, Townsman, Townsman, Townsman]
    outsider = await town.appoint('魏远', 'officer', ELSEWHERE)
    await town.moveTo(instantOf('2026-11-23', '09:00'))
  })

  afterAll(() => ground?.clear())

  async function come(who: Townsman, device: 'phone' | 'desk'): Promise<Visitor> {
    const visitor = await Visitor.come(browser, town, device)
    await visitor.logIn(who)
    return visitor
  }

  const page = () => `/packages/casework/detail/index?caseId=${caseId}`
  const whistles = () => town.database.kysely.selectFrom('case_file').select('case_id').where('kind', '=', 'whistle').execute()
  const toldOfCases = (who: Townsman) =>
    town.database.kysely
      .selectFrom('inbox_message')
      .select('kind')
      .where('person_id', '=', who.id)
      .where('case_id', 'is not', null)
      .execute()
  const codeOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'ok',
      (error: unknown) => (error as { code?: string }).code,
    )

  step('calls three organizations from a desk, by a working day and no other', async () => {
    desk = await come(caller, 'desk')
    await desk.visit('/packages/workbench/today/index')
    await desk.tap('side-nav-whistle')
    await desk.reads('whistle-send', '选请谁牵头')
    await desk.choose('whistle-owner', COUNTY)
    await desk.choose('whistle-joint', STREET)
    await desk.choose('whistle-joint', COLLEGE)
    await desk.tap('whistle-topic-rights')
    await desk.write('whistle-text', `${MATTER}。请县里牵头，街道和学院各派一个人`)
    await desk.page.locator('input#whistle-due').fill('2026-11-28')
    await desk.words('11月28日 不是工作日，换一个工作日').waitFor()
    await desk.reads('whistle-send', '换一天')
    expect(await desk.at('whistle-send').getAttribute('aria-disabled')).toBe('true')
    await desk.page.locator('input#whistle-due').fill('2026-11-24')
    await desk.words('不能早于 11月25日').waitFor()
    await desk.page.locator('input#whistle-due').fill('2026-11-27')
    await desk.reads('whistle-send', '吹哨')
    expect(await whistles()).toEqual([])
  })

  step('takes a document along, in parts; no program, and nothing of more than 10 MB', async () => {
    await desk.hand('whistle-file-document', pdf('名单.pdf', Buffer.from('MZ\x90\x00 nothing that an office writes')))
    await desk.words('只收照片，和 PDF、Word、Excel 文件').waitFor()
    await desk.hand('whistle-file-document', pdf('照片合集.pdf', pdfOf(10 * 1024 * 1024)))
    await desk.words('附件最大 10 MB，压缩一下再选').waitFor()
    expect(await desk.at('whistle-file-document-0').count()).toBe(0)
    await desk.hand('whistle-file-document', pdf('工人名单.pdf', LIST))
    await desk.reads('whistle-file-document-0', '工人名单.pdf586 KB')
    await desk.tap('whistle-send')
    await desk.reads('case-person', '我吹的哨')
    await desk.reads('case-sentence', `${COUNTY} · 第 1 天，11月25日 前受理`)
    await desk.reads('case-joint', `${STREET}、${COLLEGE}`)
    caseId = (await whistles())[0]!.case_id
  })

  step('is taken in the hand by who is in charge, and everybody sees whose it is, which day and by when', async () => {
    ownerPhone = await come(owner, 'phone')
    await follow(ownerPhone, `收到一件吹哨：「${EXCERPT}`)
    await ownerPhone.tap('work-accept')
    await ownerPhone.words('已经告诉吹哨的组织').waitFor()
    const standing = `${COUNTY} 林书记 · 第 1 天，11月27日 前答复`
    await ownerPhone.reads('case-sentence', standing)

    streetDesk = await come(street, 'desk')
    await streetDesk.visit('/packages/casework/list/index?which=joint')
    await streetDesk.reads(`case-${caseId}`, '林书记')
    await streetDesk.reads(`case-${caseId}`, '11月27日')
    await streetDesk.tap(`case-${caseId}`)
    await streetDesk.reads('case-sentence', standing)
    await streetDesk.reads('case-person', `${TOWNSHIP} 孙敏 吹的哨`)
    collegePhone = await come(college, 'phone')
    await follow(collegePhone, `请一起办一件吹哨：「${EXCERPT}`)
    await collegePhone.reads('case-sentence', standing)
    callerPhone = await come(caller, 'phone')
    await follow(callerPhone, '，11月27日 前答复')
    await callerPhone.reads('case-sentence', standing)
    // They are where they work on it, not at a case of a person.
    await callerPhone.sees('work-say')
  })

  step('gives its document to a helper as it was', async () => {
    const { name, content } = await streetDesk.fetch('case-files-0')
    expect(name).toBe('工人名单.pdf')
    expect(content.equals(LIST)).toBe(true)
  })

  step('is talked about among all of them, and answered and put off by who is in charge alone', async () => {
    await streetDesk.tap('work-note')
    await streetDesk.reads('note-sheet', '只有吹哨的和一起办的团干部看得到')
    await streetDesk.write('note-sheet-text', NOTE)
    await streetDesk.tap('note-sheet-submit')
    await streetDesk.reads('case-history', NOTE)
    for (const work of ['work-extend', 'work-answer', 'work-move', 'work-accept', 'work-rate'])
      expect([work, await streetDesk.at(work).count()]).toEqual([work, 0])

    await collegePhone.tap('work-reply')
    await collegePhone.write('reply-sheet-text', '学院派两个法学院的同学去帮忙写材料')
    await collegePhone.tap('reply-sheet-submit')
    await collegePhone.reads('case-history', NOTE)
    await follow(callerPhone, `「${EXCERPT}`)
    await callerPhone.reads('case-history', '法学院的同学')
    await callerPhone.reads('case-history', `${STREET} 陈静 内部备注`)
    await callerPhone.tap('work-say')
    await callerPhone.write('say-sheet-text', '工头今天下午在工地')
    await callerPhone.tap('say-sheet-submit')
    await follow(ownerPhone, '补充了话，请看看')
    await ownerPhone.reads('case-history', '工头今天下午在工地')
    await ownerPhone.reads('case-history', NOTE)
  })

  step('is put off once, to a working day, and everybody sees until when', async () => {
    ownerDesk = await come(owner, 'desk')
    await ownerDesk.visit(page())
    await ownerDesk.tap('work-extend')
    await ownerDesk.page.locator('input#extend-day').fill('2026-11-29')
    await ownerDesk.words('11月29日 不是工作日，换一个工作日').waitFor()
    await ownerDesk.page.locator('input#extend-day').fill('2026-12-01')
    await ownerDesk.write('extend-reason', '要等银行解冻账户')
    await ownerDesk.tap('extend-submit')
    await ownerDesk.reads('case-sentence', '12月1日 前答复')
    expect(await ownerDesk.at('work-extend').count()).toBe(0)
    const again = town.call(owner, 'cases.extend', { caseId, dueOn: '2026-12-03', reason: '再等等' })
    expect(await codeOf(again)).toBe('already_extended')

    await follow(callerPhone, '的答复延到 12月1日：要等银行解冻账户')
    await callerPhone.reads('case-sentence', '12月1日 前答复')
    await streetDesk.visit(page())
    await streetDesk.reads('case-sentence', '12月1日 前答复')
  })

  step('is late: who has it hears so first, the next day who is above them, and who called', async () => {
    await town.moveTo(instantOf('2026-12-01', '09:00'))
    await town.tick()
    await follow(ownerPhone, '12月1日 到期，还没办完')
    await town.moveTo(instantOf('2026-12-02', '09:00'))
    await town.tick()
    await follow(ownerPhone, '晚了 1 天，请尽快办')
    expect(await toldOfCases(above)).toEqual([])

    await town.moveTo(instantOf('2026-12-03', '09:00'))
    await town.tick()
    abovePhone = await come(above, 'phone')
    await openInbox(abovePhone)
    await abovePhone.words(`${COUNTY}有一件诉求晚了 2 天没答复，请提醒他们`).waitFor()
    expect(await abovePhone.page.locator('body').innerText()).not.toContain('欠薪')
    await follow(callerPhone, '晚了 2 天没答复，我们已提醒共青团云川市委')
    await callerPhone.reads('case-standing', '晚了 2 天')
    await streetDesk.visit('/packages/casework/list/index?which=joint')
    await streetDesk.reads(`case-${caseId}`, '晚了 2 天')
  })

  step('is explained, which does not help, and is taken up again with a new date', async () => {
    await ownerDesk.visit(page())
    await ownerDesk.tap('work-answer')
    await ownerDesk.tap('outcome-explained')
    await ownerDesk.write('answer-text', '工资归劳动监察管，请打 12333')
    await ownerDesk.tap('answer-submit')
    await ownerDesk.reads('case-answer', '办不了')

    await follow(callerPhone, '办不了，原因写在里面')
    await callerPhone.reads('case-answer', '请打 12333')
    await callerPhone.tap('work-reopen')
    await callerPhone.write('reopen-sheet-text', MISSING)
    await callerPhone.tap('reopen-sheet-submit')
    await callerPhone.reads('case-sentence', '第 11 天，12月14日 前答复')
    expect(await callerPhone.at('work-reopen').count()).toBe(0)
  })

  step('is answered by all of them together, and rated by who called: the answer, once', async () => {
    await follow(ownerPhone, '没解决，请再办一次，12月14日 前答复')
    await ownerPhone.reads('case-history', MISSING)
    await ownerPhone.tap('work-answer')
    await ownerPhone.write('answer-text', '五个人的也补上了，共三十六人')
    await ownerPhone.tap('answer-submit')
    await ownerPhone.reads('case-answer', '三十六人')

    await follow(callerPhone, '办好了，看看答复')
    expect(await callerPhone.at('work-reopen').count()).toBe(0)
    await callerPhone.tap('work-rate')
    await callerPhone.tap('rate-solved')
    await callerPhone.reads('case-rating', '吹哨的组织评的：解决了')
    expect(await callerPhone.at('work-rate').count()).toBe(0)
    await follow(ownerPhone, '的答复被评为：解决了')
    await ownerPhone.reads('case-rating', '解决了')
    const { entries } = await town.call(street, 'cases.get', { caseId })
    expect(entries.map((entry) => entry.step)).toEqual([
      ...['submitted', 'accepted', 'note', 'message', 'message', 'extended', 'explained', 'reopened', 'resolved', 'rated'],
    ])
  })

  step('is there for nobody else: not elsewhere, not above', async () => {
    outsiderDesk = await come(outsider, 'desk')
    await outsiderDesk.visit('/packages/casework/list/index')
    for (const list of ['overdue', 'to_accept', 'working', 'joint', 'done']) {
      await outsiderDesk.tap(`cases-${list}`)
      await outsiderDesk.sees('casework-empty')
    }
    expect(await outsiderDesk.read('cases')).not.toMatch(/[1-9]/)
    expect(await toldOfCases(outsider)).toEqual([])
    await outsiderDesk.visit(page())
    await outsiderDesk.words('没找到').waitFor()
    const file = (await town.call(street, 'cases.get', { caseId })).files[0]!
    for (const who of [outsider, above]) {
      expect(await codeOf(town.call(who, 'cases.get', { caseId }))).toBe('not_found')
      expect(await codeOf(town.call(who, 'cases.note', { caseId, text: '看看' }))).toBe('not_found')
      expect(await codeOf(town.call(who, 'files.getPart', { file, n: 1 }))).toBe('not_found')
    }
    expect(await codeOf(town.call(college, 'files.getPart', { file, n: 1 }))).toBe('ok')
  })

  step('has left no error in any page nor in the server', () => {
    const all = [desk, ownerDesk, streetDesk, outsiderDesk, callerPhone, collegePhone, ownerPhone, abovePhone]
    expect(all.flatMap((visitor) => visitor.errors)).toEqual([])
    expect(town.faults).toEqual([])
    return Promise.resolve()
  })
})
