import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely'
import { remindingDay } from '@core/rules/cases/reminding'
import { instantOf } from '@core/rules/shared/calendar'
import { World } from '../../tests/fakes/world'
import { accepted, answered } from '../procedures/cases/_casework'
import { caseStore } from './cases'
import type { Database } from './schema'

const ANSWERED = 20_000

let world: World
let late: string
beforeAll(async () => {
  world = await World.open()
  const young = await world.player('小王')
  const done = await answered(world, young)
  late = await accepted(world, young)
  const copies = `insert into case_file select (jsonb_populate_record(c, jsonb_build_object('case_id', lpad(n::text, 32, '0')::uuid))).*
    from case_file c, generate_series($2::int, $3::int) n where case_id = $1`
  await world.database.pool.query(copies, [done, 1, ANSWERED])
  await world.database.pool.query('vacuum analyze case_file')
})
afterAll(() => world.close())

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: PlanNode[]
}
const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

async function planOf(before: string[] = []) {
  const asked: CompiledQuery[] = []
  const listening = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: world.database.pool }),
    log: ({ query }) => void asked.push(query),
  })
  const found = await caseStore(listening).toRemind(remindingDay(instantOf('2026-12-02', '09:00'))!, 100)
  const { sql, parameters } = asked[0]!
  const client = await world.database.pool.connect()
  try {
    await client.query('begin')
    for (const statement of before) await client.query(statement)
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (analyze, format json) ${sql}`, [...parameters])
    const nodes = nodesOf(rows[0]!['QUERY PLAN'][0].Plan)
    return {
      found,
      indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
      readWhole: nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']),
    }
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('of 20,000 answered cases the job reads none: what is open is found by an index of its own', async () => {
  const { found, indexes, readWhole } = await planOf()
  expect(found).toEqual([late])
  expect(['case_to_accept', 'case_to_answer', 'case_open_of_owner']).toEqual(expect.arrayContaining(indexes))
  expect(readWhole).toEqual([])
})

test('without the indexes of what is open every case is read: what the plan shows are the indexes', async () => {
  const { readWhole } = await planOf(['drop index case_to_accept, case_to_answer, case_open_of_owner'])
  expect(readWhole).toEqual(['case_file'])
})
