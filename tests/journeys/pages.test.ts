import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import type { Browser } from 'playwright-core'
import { pagesOf, type PageName } from '../browser/pages'
import type { Town, TownEvent, Townsman } from '../browser/town'
import { Visitor } from '../browser/visitor'
import { layGround, type Ground } from './_ground'

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const CHINESE = /[\u4e00-\u9fff]/
const WORKBENCH: readonly PageName[] = [
  '工作台',
  '发布活动',
  '修改活动',
  '粘贴接龙',
  '审核活动',
  '组织设置',
  '全部活动',
  '门口名单',
  '扫对方的码',
  '点名',
  '下乡包',
  '帮手',
  '纸质卡',
  '打理青年之家',
  '定期要做的',
  '示范青年之家',
  '面对面排班',
  '每周怎么排',
  '接待',
  '我的值班',
  '诉求',
  '办诉求',
  '吹哨',
  '点单目录',
  '答案库',
  '活动展示',
  '完结',
  '大屏',
]

interface AppConfig {
  pages: string[]
  subPackages: { root: string; pages: string[] }[]
}

let ground: Ground | undefined
let browser: Browser
let town: Town
let officer: Townsman
let member: Townsman
let event: TownEvent
let pages: Record<PageName, string>

beforeAll(async () => {
  ground = await layGround()
  ;({ browser, town } = ground)
  ;[officer, member] = await Promise.all([town.person('陈静'), town.person('李晓雨')])
  event = await town.publish(officer, '东关青年之家')
  await town.call(member, 'events.enroll', { eventId: event.id })
  const { kysely } = town.database
  const home = await kysely
    .selectFrom('event')
    .innerJoin('home', 'home.id', 'event.home_id')
    .select(['home.id', 'home.org_id as orgId'])
    .where('event_id', '=', event.id)
    .executeTakeFirstOrThrow()
  const session = await town.rota(officer, '东关青年之家')
  const text = '青年人才公寓怎么申请？'
  const { caseId } = await town.call(member, 'cases.submit', { kind: 'question', orgId: home.orgId, topic: 'work', text })
  await town.call(officer, 'cases.accept', { caseId, ownerId: null })
  pages = pagesOf(event, home.id, session, caseId)
})

afterAll(() => ground?.clear())

afterEach(() => expect(town.faults).toEqual([]))

it('every page of the app is looked at here', () => {
  Object.assign(globalThis, { defineAppConfig: (config: AppConfig) => config })
  const { default: config } = jest.requireActual<{ default: AppConfig }>('../../src/app.config')
  const all = [...config.pages, ...config.subPackages.flatMap(({ root, pages: below }) => below.map((page) => `${root}/${page}`))]
  expect(new Set(Object.values(pages).map((address) => address.slice(1).split('?')[0]))).toEqual(new Set(all))
})

/** Opens pages one after another, each as if the app began there; every one has to say something, and none to complain. */
async function open(visitor: Visitor, names: readonly PageName[], look: (page: PageName) => Promise<void> = async () => undefined) {
  for (const page of names) {
    await visitor.visit(pages[page])
    await visitor.settled()
    expect(await visitor.page.locator('.taro_page').filter({ visible: true }).last().innerText()).toMatch(CHINESE)
    expect({ page, errors: visitor.errors }).toEqual({ page, errors: [] })
    await look(page)
  }
}

/** What axe calls serious or critical, with the places it was found at. */
async function findings(visitor: Visitor): Promise<string[]> {
  await visitor.page.evaluate(AXE)
  const { violations } = await visitor.page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } }
    return axe.run({ resultTypes: ['violations'] })
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.replace(/\s+/g, ' ')}`))
}

/** Opens pages and gathers the findings of each that has any. */
async function examine(visitor: Visitor, names: readonly PageName[]): Promise<Partial<Record<PageName, string[]>>> {
  const found: Partial<Record<PageName, string[]>> = {}
  await open(visitor, names, async (page) => {
    const list = await findings(visitor)
    if (list.length > 0) found[page] = list
  })
  return found
}

const allPages = () => Object.keys(pages) as PageName[]
const youngPages = () => allPages().filter((page) => !WORKBENCH.includes(page))

it('every page opens for somebody who is not logged in', async () => {
  const visitor = await Visitor.come(browser, town, 'narrow')
  await open(visitor, allPages())
  await visitor.leave()
})

it('every page opens for a young person, those of the workbench with a reason why not', async () => {
  const visitor = await Visitor.come(browser, town, 'phone')
  await visitor.logIn(member)
  await open(visitor, WORKBENCH)
  await visitor.leave()
})

it('every page opens for an officer', async () => {
  const visitor = await Visitor.come(browser, town, 'desk')
  await visitor.logIn(officer)
  await open(visitor, youngPages())
  await visitor.leave()
})

describe.each([
  ['light', false],
  ['dark', true],
])('in %s colors', (_, dark) => {
  it('axe finds nothing serious in the pages of a young person', async () => {
    const visitor = await Visitor.come(browser, town, 'phone', { dark })
    await visitor.logIn(member)
    expect(await examine(visitor, youngPages())).toEqual({})
    await visitor.visit(town.linkOf(event))
    await visitor.sees('result-title')
    expect(await findings(visitor)).toEqual([])
    await visitor.leave()
  })

  it('axe finds nothing serious in the pages of an officer', async () => {
    const visitor = await Visitor.come(browser, town, 'desk', { dark })
    await visitor.logIn(officer)
    expect(await examine(visitor, WORKBENCH)).toEqual({})
    await visitor.leave()
  })
})

it('axe does find what is wrong: pale words on paper', async () => {
  const visitor = await Visitor.come(browser, town, 'phone')
  await visitor.visit(pages.隐私说明)
  await visitor.settled()
  await visitor.page.evaluate(() => document.documentElement.style.setProperty('--ink', '#e0dcd6'))
  expect(await findings(visitor)).toContainEqual(expect.stringContaining('color-contrast'))
  await visitor.leave()
})

it('the workbench has tables and a way around on a desk, and lists in a hand', async () => {
  const desk = await Visitor.come(browser, town, 'desk')
  await desk.logIn(officer)
  await desk.visit('/packages/workbench/events/index?when=coming')
  await desk.sees('side-nav')
  const row = desk.at('event').locator('[role=row]').nth(1)
  expect((await row.boundingBox())!.width).toBeGreaterThan(900)
  await row.focus()
  await desk.page.keyboard.press('Enter')
  await desk.sees('door-arrived')
  await desk.leave()

  const hand = await Visitor.come(browser, town, 'phone')
  await hand.logIn(officer)
  await hand.visit('/packages/workbench/events/index?when=coming')
  await hand.page.locator('[id^=event-]').filter({ visible: true }).first().waitFor()
  expect(await hand.at('side-nav').count()).toBe(0)
  await hand.leave()
})

it('a keyboard is enough to log in and to publish', async () => {
  const visitor = await Visitor.come(browser, town, 'desk')
  const { keyboard } = visitor.page
  /** Walks with Tab until the focus is there. */
  async function walkTo(id: string): Promise<void> {
    await visitor.sees(id)
    for (let steps = 0; steps < 80; steps += 1) {
      if (await visitor.page.evaluate((wanted) => Boolean(document.activeElement?.closest(`#${wanted}`)), id)) return
      await keyboard.press('Tab')
    }
    throw new Error(`the focus never came to ${id}`)
  }

  await visitor.visit(pages.登录)
  await walkTo(`demo-${officer.id}`)
  await keyboard.press('Enter')
  await visitor.sees('hours-card')
  await visitor.visit(pages.工作台)
  await walkTo('publish')
  await keyboard.press('Enter')
  await walkTo('publish-title')
  await keyboard.type('不用鼠标的活动')
  await walkTo('publish-home')
  await keyboard.press('ArrowDown')
  await walkTo('publish-hours')
  await keyboard.press('Space')
  await walkTo('checked-not-volunteering')
  await keyboard.press('Space')
  await walkTo('publish-submit')
  await keyboard.press('Enter')
  await visitor.reads('published-title', '发布了')
  await visitor.leave()
})
