import type { Browser } from 'playwright-core'
import { instantOf } from '@core/rules/shared/calendar'
import type { Town, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { layGround, type Ground } from './_ground'
import { followMessage, openInbox, toldTo } from './_inbox'
import { story } from './_story'

const TITLE = '旧书新生'
const HOME = '东关青年之家'
const DAYS = ['2026-11-28', '2026-12-05', '2026-12-19']
const REASON = '仓库漏水，书要先晾干'

/** As it was copied out of a group chat: somebody who is in already, a guest, a friend brought along, two of one name, a repeat. */
const CHAT = `#接龙
周六整理旧书，来的接一下
例 张三 布置会场
1. 刘俊
2. 王旭 13812345678
3. 朱佳+1
4. 杨柳
5. 刘俊
6. 司马青云
7. 我奶奶也想来！
8. 李晓雨`

/** Saturdays of one event, from the form to the day on which they are called off. Each step stands on the one before. */
describe('a series', () => {
  let ground: Ground | undefined
  let browser: Browser
  let town: Town
  let officerIs: Townsman
  let memberIs: Townsman
  let otherIs: Townsman
  /** Two people of one name; the first lives in the quarter. */
  let namesakes: Townsman[]
  let officer: Visitor
  let member: Visitor
  let other: Visitor
  /** In the order of their days. */
  let events: { id: string; code: string }[]

  const step = story(() => browser)

  beforeAll(async () => {
    ground = await layGround()
    ;({ browser, town } = ground)
    ;[officerIs, memberIs, otherIs] = await Promise.all([town.person('陈静'), town.person('李晓雨'), town.person('欧阳岚')])
    namesakes = [await livingAt('杨柳', '迎春社区团支部'), await livingAt('杨柳', '东关街道团工委')]
    officer = await Visitor.come(browser, town, 'desk')
    member = await Visitor.come(browser, town, 'phone')
    other = await Visitor.come(browser, town, 'narrow')
    await officer.logIn(officerIs)
    await member.logIn(memberIs)
    await other.logIn(otherIs)
  })

  afterAll(() => ground?.clear())

  /** Somebody new who belongs to an organization. */
  async function livingAt(name: string, orgName: string): Promise<Townsman> {
    const { kysely } = town.database
    const who = await town.newcomer(name)
    const org = await kysely.selectFrom('org').select('id').where('name', '=', orgName).executeTakeFirstOrThrow()
    const at = new Date(town.now())
    await kysely
      .insertInto('membership')
      .values({ person_id: who.id, org_id: org.id, from_at: at, kind: 'member', created_at: at })
      .execute()
    return who
  }

  const page = (n: number) => `/packages/events/detail/index?code=${events[n]!.code}`
  const rows = () => town.database.kysely.selectFrom('event').selectAll().where('title', '=', TITLE).orderBy('starts_at').execute()
  const enrolledIn = (n: number) =>
    town.database.kysely
      .selectFrom('enrollment')
      .innerJoin('person', 'person.id', 'enrollment.person_id')
      .select(['person.name', 'enrollment.state', 'enrollment.source', 'enrollment.shift_n as shift', 'person.id'])
      .where('event_id', '=', events[n]!.id)
      .execute()

  async function openForm(n: number): Promise<void> {
    await officer.visit(page(n))
    await officer.tap('edit-event')
    await officer.sees('edit-submit')
  }

  step('shows its days before it is published, and one of them is left out', async () => {
    await officer.visit('/packages/publishing/publish/index')
    await officer.write('publish-title', TITLE)
    await officer.choose('publish-home', HOME)
    await officer.write('publish-day', DAYS[0]!)
    await officer.choose('publish-series', '每周六')
    await officer.reads('series-days', '会发布 4 场')
    await officer.tap('series-2026-12-12')
    await officer.reads('series-days', '会发布 3 场')
    await officer.reads('series-2026-12-12', '不办')

    await officer.tap('add-shift')
    await officer.write('shift-1-label', '分书')
    await officer.write('shift-1-to', '15:30')
    await officer.tap('add-shift')
    await officer.write('shift-2-label', '包书皮')
    await officer.tap('publish-submit')
    await officer.reads('published-title', '发布了')
    await officer.reads('published-text', '3 场现在就能报名')

    const published = await rows()
    events = published.map((row) => ({ id: row.event_id, code: row.code }))
    expect(published.map((row) => row.starts_at)).toEqual(DAYS.map((day) => instantOf(day, '14:00')))
    expect(new Set(published.map((row) => row.series_id))).toEqual(new Set([expect.any(String)]))
    const shifts = await town.database.kysely.selectFrom('shift').selectAll().where('event_id', '=', events[2]!.id).orderBy('n').execute()
    expect(shifts).toMatchObject([
      { label: '分书', from_at: instantOf(DAYS[2]!, '14:00'), to_at: instantOf(DAYS[2]!, '15:30'), places: 10 },
      { label: '包书皮', from_at: instantOf(DAYS[2]!, '15:30'), to_at: instantOf(DAYS[2]!, '17:00'), places: 10 },
    ])
  })

  step('is enrolled for day by day, each for a shift', async () => {
    for (const [phone, n, shift, name] of [
      [member, 0, 2, '包书皮'],
      [other, 2, 1, '分书'],
    ] as const) {
      await phone.visit(page(n))
      await phone.reads('enroll', '报名，选一班')
      await phone.tap('enroll')
      await phone.tap(`shift-${shift}`)
      await phone.reads('my-part', name)
      await phone.reads('event-word', '已报名')
    }
  })

  step('refuses a list that nobody reads to its end, before a line of it is looked at', async () => {
    await officer.tap('paste-list')
    await officer.write('paste-text', Array.from({ length: 600 }, (_, index) => `${index + 1}. 刘俊`).join('\n'))
    await officer.tap('paste-match')
    await officer.words('接龙最多 500 行').waitFor()
  })

  step('takes the people of a chat, after the officer has looked at the doubtful lines', async () => {
    await officer.write('paste-text', CHAT)
    await officer.tap('paste-match')
    await officer.reads('paste-counts', '8 行：认出 2，要看 3，已报 1，报不了 2')
    await officer.reads('line-2', '好像不止一个人，只报上这一位')
    await officer.reads('line-3', '同名的不止一位，选一下是谁')
    await officer.reads('line-4', '前面已经有这个名字')
    await officer.reads('line-5', '组织里没有这个人，请对方自己点报名')
    await officer.reads('line-6', '不像人名')
    await officer.reads('line-7', '已报')
    expect(await officer.page.content()).not.toContain('13812345678')

    await officer.tap('take-2')
    await officer.choose('who-3', '杨柳（迎春社区团支部）')
    await officer.reads('paste-enroll', '先选班次')
    await officer.choose('paste-shift', '分书')
    await officer.reads('paste-enroll', '报上 4 人')
    await officer.tap('paste-enroll')
    await officer.reads('paste-result', '报上了 4 人')

    const enrolled = await enrolledIn(0)
    const byList = enrolled.filter(({ source }) => source === 'officer')
    expect(new Set(byList.map(({ name }) => name))).toEqual(new Set(['刘俊', '王旭', '朱佳', '杨柳']))
    expect(byList.map(({ shift, state }) => [shift, state])).toEqual(byList.map(() => [1, 'enrolled']))
    expect(byList.map(({ id }) => id)).toContain(namesakes[0]!.id)
    expect(enrolled).toHaveLength(5)
  })

  step('tells those of one day, and only them, that its time is another', async () => {
    await openForm(0)
    await officer.write('publish-from', '15:00')
    await officer.reads('edit-tells', '时间变了：会告诉已报名的 5 人')
    await officer.tap('edit-submit')
    await officer.words('已报名的 5 人会收到通知，来不了可以直接退出，不记缺席').waitFor()
    await officer.tap('confirm-ok')
    await officer.sees('edit-event')

    await openInbox(member)
    await followMessage(member, `「${TITLE}」改了：时间改为11月28日 周六 16:30–18:00。来不了可以直接取消，不留记录`)
    await member.reads('event-changed', '改过时间或地点，以这里的为准。来不了可以直接取消，不留记录')
    await member.reads('my-part', '16:30')
    expect((await rows()).map((row) => row.starts_at)).toEqual([
      instantOf(DAYS[0]!, '15:00'),
      instantOf(DAYS[1]!, '14:00'),
      instantOf(DAYS[2]!, '14:00'),
    ])
    expect(await toldTo(town, otherIs, events[2]!.id)).toEqual([])
  })

  step('is called off from one day on, for a reason that those enrolled read', async () => {
    await openForm(1)
    await officer.tap('cancel-event')
    await officer.tap('cancel-later')
    await officer.tap('cancel-submit')
    await officer.words('写一下原因（2 到 200 字），大家会看到').waitFor()
    await officer.write('cancel-reason', REASON)
    await officer.reads('cancel-submit', '全部取消')
    await officer.tap('cancel-submit')
    await officer.sees('edit-over')

    await openInbox(other)
    await followMessage(other, `「${TITLE}」取消了：${REASON}。抱歉`)
    await other.reads('event-cancelled', `活动取消了：${REASON}`)
    await other.reads('event-word', '取消了')
    expect(await other.at('leave').count()).toBe(0)
  })

  step('is all written down, and the day before that goes on', async () => {
    expect((await rows()).map((row) => [row.status, row.cancel_reason])).toEqual([
      ['published', null],
      ['cancelled', REASON],
      ['cancelled', REASON],
    ])
    expect(await toldTo(town, memberIs, events[0]!.id)).toEqual(['event_changed'])
    expect(await toldTo(town, otherIs, events[2]!.id)).toEqual(['event_cancelled'])
    await member.visit(page(0))
    await member.reads('event-word', '已报名')
  })

  step('has left no error in any page nor in the server', async () => {
    expect([officer, member, other].flatMap((each) => each.errors)).toEqual([])
    expect(town.faults).toEqual([])
  })
})
