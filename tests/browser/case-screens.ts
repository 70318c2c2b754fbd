import type { InputOf } from '@core/contract/procedures'
import { instantOf } from '@core/rules/shared/calendar'
import { drawPicture } from './qr'
import type { Screen, Stage } from './screens'
import type { Visitor } from './visitor'

const HAND_AND_DESK = ['hand', 'desk'] as const
const HOME = '东关青年之家'
const WRITE = '/packages/cases/write/index'
const MINE = '/packages/cases/mine/index'
const SERVICES = '/packages/cases/services/index'
const TEXT = '毕业想留在县里创业，青年人才公寓怎么申请？材料要准备哪些，多久能排到？'
const ANSWER = '公寓在县人社局二楼办。带身份证、毕业证和租房合同，当天登记，大约两个月排到。'

const page = (caseId: string) => `/packages/cases/detail/index?caseId=${caseId}`

/** The organization of the officer of the stage, which has a home and can be written to. */
async function streetOf({ town }: Stage): Promise<string> {
  const home = await town.database.kysely.selectFrom('home').select('org_id').where('name', '=', HOME).executeTakeFirstOrThrow()
  return home.org_id
}

/** Something that 李晓雨 has written to the officer’s organization. */
async function written(stage: Stage, more: Partial<InputOf<'cases.submit'>> = {}): Promise<string> {
  const { town, people } = stage
  const form = { kind: 'question' as const, orgId: await streetOf(stage), topic: 'work' as const, text: TEXT }
  return (await town.call(people.young, 'cases.submit', { ...form, ...more })).caseId
}

/** The same, taken on by the officer, who has asked something. */
async function underWay(stage: Stage, more: Partial<InputOf<'cases.submit'>> = {}): Promise<string> {
  const { town, people } = stage
  const caseId = await written(stage, more)
  await town.call(people.officer, 'cases.accept', { caseId, ownerId: null })
  await town.call(people.officer, 'cases.reply', { caseId, text: '收到。请问你是哪年毕业的？' })
  await town.call(people.young, 'cases.say', { caseId, text: '今年六月，县职业中学。' })
  return caseId
}

async function answered(stage: Stage, outcome: 'resolved' | 'explained' = 'resolved'): Promise<string> {
  const caseId = await underWay(stage)
  const text = outcome === 'resolved' ? ANSWER : '公寓归市住建局管，我们批不了。请打 12345，说「青年人才公寓」，或去市政务大厅 12 号窗口。'
  await stage.town.call(stage.people.officer, 'cases.answer', { caseId, outcome, text })
  return caseId
}

/** An answer that everybody is offered who asks like this. */
async function published(stage: Stage): Promise<void> {
  const { town, people } = stage
  const caseId = await answered(stage)
  await town.call(people.officer, 'cases.proposeAnswer', { caseId, question: '青年人才公寓怎么申请？要多久？', answer: ANSWER })
  await town.database.kysely
    .updateTable('library_answer')
    .set({ state: 'published', checked_by: people.secretary.id, checked_at: new Date(town.now()) })
    .where('case_id', '=', caseId)
    .execute()
}

async function offering(stage: Stage): Promise<void> {
  const { town, people } = stage
  const orgId = await streetOf(stage)
  for (const [name, about] of [
    ['帮你改简历', '一对一看，改到能投。周三、周五晚上'],
    ['借活动室', '二十人以内，提前三天说'],
  ] as const)
    await town.call(people.officer, 'cases.saveService', { orgId, serviceId: null, name, about })
}

type Then = (visitor: Visitor) => Promise<void>

/** The page of a case that is made for this picture. */
function at(make: (stage: Stage) => Promise<string>, then: Then = async () => undefined): Screen['go'] {
  return async (visitor, stage) => {
    await visitor.visit(page(await make(stage)))
    await visitor.sees('case-standing')
    await then(visitor)
  }
}

/** What is late is laid back in time: the clock of the pictures stands. */
async function late(stage: Stage): Promise<string> {
  const caseId = await underWay(stage)
  const [submitted_at, due_at] = [instantOf('2026-11-06', '10:00'), instantOf('2026-11-18', '00:00') - 1].map((time) => new Date(time))
  await stage.town.database.kysely.updateTable('case_file').set({ submitted_at, due_at }).where('case_id', '=', caseId).execute()
  return caseId
}

/** Waits until the library has been asked. */
async function asksLike(visitor: Visitor, text: string): Promise<void> {
  await visitor.visit(`${WRITE}?kind=question`)
  await visitor.tap('topic-work')
  await visitor.write('case-text', text)
  await visitor.sees('like-answers')
}

/** What people write to organizations, and what becomes of it. */
export const CASE_SCREENS: readonly Screen[] = [
  { name: 'case-write', title: '写给我们', who: 'newcomer', on: HAND_AND_DESK, go: (visitor) => visitor.visit(WRITE) },
  {
    name: 'case-write-filled',
    title: '写给我们：填好了',
    who: 'young',
    on: HAND_AND_DESK,
    async go(visitor, stage) {
      await visitor.visit(`${WRITE}?kind=question&orgId=${await streetOf(stage)}`)
      await visitor.tap('topic-work')
      await visitor.write('case-text', TEXT)
      await visitor.give('case-file-add', drawPicture('租房合同'))
      await visitor.turn('anonymous')
    },
  },
  {
    name: 'case-write-like',
    title: '写给我们：有人问过',
    who: 'newcomer',
    on: HAND_AND_DESK,
    async go(visitor, stage) {
      await published(stage)
      await asksLike(visitor, '青年人才公寓怎么申请')
      await visitor.page.locator('[id^=like-]:not(#like-answers)').filter({ visible: true }).first().click()
    },
  },
  {
    name: 'case-write-distress',
    title: '写给我们：说到难受',
    who: 'newcomer',
    async go(visitor) {
      await visitor.visit(`${WRITE}?kind=question`)
      await visitor.tap('topic-life')
      await visitor.write('case-text', '最近什么都不想做，有点撑不下去')
      await visitor.sees('distress')
    },
  },
  {
    name: 'case-order',
    title: '点单：点了一项',
    who: 'young',
    async go(visitor, stage) {
      await offering(stage)
      await visitor.visit(SERVICES)
      await visitor.words('帮你改简历').click()
      await visitor.sees('service-about')
    },
  },
  {
    name: 'case-complaint',
    title: '投诉建议',
    who: 'young',
    on: HAND_AND_DESK,
    go: (visitor) => visitor.visit(`${WRITE}?kind=complaint`),
  },
  {
    name: 'case-services',
    title: '点单',
    who: 'newcomer',
    on: HAND_AND_DESK,
    async go(visitor, stage) {
      await offering(stage)
      await visitor.visit(SERVICES)
    },
  },
  { name: 'case-submitted', title: '我的诉求：等受理', who: 'young', go: at((stage) => written(stage, { anonymous: true })) },
  { name: 'case-working', title: '我的诉求：办理中', who: 'young', on: HAND_AND_DESK, go: at((stage) => underWay(stage)) },
  { name: 'case-late', title: '我的诉求：晚了', who: 'young', go: at(late) },
  { name: 'case-answered', title: '我的诉求：有答复了', who: 'young', on: HAND_AND_DESK, go: at((stage) => answered(stage)) },
  { name: 'case-explained', title: '我的诉求：办不了', who: 'young', go: at((stage) => answered(stage, 'explained')) },
  {
    name: 'case-reopen',
    title: '我的诉求：再办一次',
    who: 'young',
    go: at(
      (stage) => answered(stage),
      async (visitor) => {
        await visitor.tap('reopen')
        await visitor.write('reopen-sheet-text', '窗口说还要社保证明，去哪里开？')
      },
    ),
  },
  {
    name: 'case-rated',
    title: '我的诉求：评过了',
    who: 'young',
    go: at(
      (stage) => answered(stage),
      async (visitor) => {
        await visitor.tap('rate-solved')
        await visitor.sees('my-rating')
      },
    ),
  },
  {
    name: 'case-returned',
    title: '我的诉求：退回了',
    who: 'young',
    go: at(async (stage) => {
      const caseId = await written(stage)
      await stage.town.call(stage.people.officer, 'cases.sendBack', { caseId, reason: '这件事已经在另一件里办了，那边会答复你' })
      return caseId
    }),
  },
  { name: 'case-mine', title: '我的诉求', who: 'young', on: HAND_AND_DESK, go: (visitor) => visitor.visit(MINE) },
  { name: 'case-mine-none', title: '我的诉求：没有', who: 'newcomer', go: (visitor) => visitor.visit(MINE) },
]
