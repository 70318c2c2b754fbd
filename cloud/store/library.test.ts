import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely'
import { gramsOf, LEAST_LIKENESS, likeness } from '@core/rules/cases/grams'
import { START, World } from '../../tests/fakes/world'
import { libraryStore } from './library'
import type { Database } from './schema'

const ANSWERS = 5000
const PLACES = ['城东', '城西', '新区', '河口', '高铁站旁', '老街', '大学城', '工业园', '开发区', '北关'] as const
const THINGS = [
  '公租房',
  '创业贷款',
  '团员证',
  '社保卡',
  '实习证明',
  '助学金',
  '居住证',
  '会议室',
  '志愿时长',
  '技能补贴',
  '心理咨询',
  '劳动仲裁',
  '租房押金',
  '图书借阅',
  '篮球场地',
  '婚恋交友',
  '驾校退费',
  '健身卡退款',
  '网贷催收',
  '兼职工资',
] as const
const ASKED = ['申请要几天', '去哪个窗口办', '需要带齐哪些材料', '被拒绝了找谁', '网上能办吗'] as const

let world: World
beforeAll(async () => {
  world = await World.open()
  const rows = Array.from({ length: ANSWERS }, (_, n) => {
    const place = PLACES[n % PLACES.length]!
    const thing = THINGS[Math.floor(n / PLACES.length) % THINGS.length]!
    const asked = ASKED[Math.floor(n / (PLACES.length * THINGS.length)) % ASKED.length]!
    const question = `${place}${thing}${asked}${n}号`
    return { n, question, grams: gramsOf(question) }
  })
  await world.database.pool.query(
    `insert into library_answer (org_id, id, case_id, topic, question, answer, grams, state, proposed_by, checked_by, checked_at, created_at)
     select $1, lpad(r.n::text, 32, '0')::uuid, $1, 'life', r.question, '答复' || r.n, r.grams, case when r.n % 10 = 9 then 'proposed' else 'published' end, $2,
       case when r.n % 10 = 9 then null else $3::uuid end, case when r.n % 10 = 9 then null else $4::timestamptz end, $4::timestamptz + r.n * interval '1 second'
     from json_to_recordset($5) r (n int, question text, grams text[])`,
    [world.org.east, world.officer.id, world.secretary.id, new Date(START), JSON.stringify(rows)],
  )
  await world.database.pool.query('vacuum analyze library_answer, org')
})
afterAll(() => world.close())

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: PlanNode[]
}
const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** What is found for a text, and how. */
async function planOf(text: string, before: string[] = []) {
  const asked: CompiledQuery[] = []
  const listening = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: world.database.pool }),
    log: ({ query }) => void asked.push(query),
  })
  const items = await libraryStore(listening).like(gramsOf(text), 5)
  const { sql, parameters } = asked[0]!
  const client = await world.database.pool.connect()
  try {
    await client.query('begin')
    for (const statement of before) await client.query(statement)
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (analyze, format json) ${sql}`, [...parameters])
    const nodes = nodesOf(rows[0]!['QUERY PLAN'][0].Plan)
    return {
      items,
      indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
      readWhole: nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']),
    }
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const SHORT = '健身卡退款'
const LONG =
  '我在大学城住，去年办了一张健身卡，用了两个月店就关门了，健身卡退款一直没有消息，打电话没人接，同学说可以找消费者协会，' +
  '我不知道该先去哪里说，也没有留下合同，只有当时付款的记录，希望能告诉我下一步'

test.each([
  ['a few characters', SHORT],
  ['a whole story', LONG],
  ['what is like nothing', '明天下雨吗'],
])('of 5,000 answers, those to %s are found by the index of pairs', async (_, text) => {
  const { indexes, readWhole } = await planOf(text)
  expect(indexes).toContain('library_answer_grams')
  expect(readWhole).not.toContain('library_answer')
})

test('without its index every answer is read: what the plan shows is the index', async () => {
  expect((await planOf(SHORT, ['drop index library_answer_grams'])).readWhole).toContain('library_answer')
})

test.each([SHORT, LONG, '公租房申请', '城西的团员证去哪个窗口办', '网贷'])(
  'the best five of 「%s」 are those of the rule',
  async (text) => {
    const { rows } = await world.database.pool.query<{ id: string; question: string; at: number }>(
      `select id, question, extract(epoch from created_at) as at from library_answer where state = 'published'`,
    )
    const best = rows
      .map((row) => ({ id: row.id, score: likeness(gramsOf(text), gramsOf(row.question)), at: Number(row.at) }))
      .filter(({ score }) => score >= LEAST_LIKENESS)
      .sort((one, other) => other.score - one.score || other.at - one.at)
      .slice(0, 5)
    const items = await world.store.library.like(gramsOf(text), 5)
    expect(items.map(({ id }) => id)).toEqual(best.map(({ id }) => id))
    expect(items.length).toBeGreaterThan(0)
  },
)

test('while typing, everybody is offered published answers, of four characters on', async () => {
  const like = async (text: string) => (await world.call(null, 'cases.like', { text })).items
  expect(await like('健身卡')).toEqual([])
  const items = await like(SHORT)
  expect(items).toHaveLength(5)
  for (const { question, orgName } of items) expect([question.includes(SHORT), orgName]).toEqual([true, 'east'])
  for (const text of ['', '怎么办呢', '明天下雨吗', '😀😀😀😀😀', "';--怎么"]) expect([text, await like(text)]).toEqual([text, []])
  expect(await world.codeOf(null, 'cases.like', { text: '长'.repeat(1001) })).toBe('bad_request')
})

test('what nobody has looked at is offered to nobody', async () => {
  const { rows } = await world.database.pool.query<{ id: string; question: string }>(
    `select id, question from library_answer where state = 'proposed' limit 20`,
  )
  for (const { id, question } of rows) {
    const found = await world.store.library.like(gramsOf(question), 5000)
    expect(found.length).toBeGreaterThan(0)
    expect(found.map((answer) => answer.id)).not.toContain(id)
  }
})
