import { procedures, type ProcedureName } from '@core/contract/procedures'
import type { Store, Tables } from '@cloud/store/store'
import { askAboutUnnamed, layScene } from './anonymity'
import { County } from './county'
import type { ProcedureTable } from './matrix'
import { withoutAuthorization } from './without-authorization'

/** Every procedure is asked by everybody: minutes on a small machine. */
const LONG_MS = 10 * 60_000

const rows = (...names: ProcedureName[]): ProcedureTable => Object.fromEntries(names.map((name) => [name, procedures[name]]))

/** A store whose receptions are others, inside transactions too. */
function withReceptions(change: (receptions: Tables['receptions']) => Partial<Tables['receptions']>): (store: Store) => Store {
  const changed = (tables: Tables): Pick<Tables, 'receptions'> => ({ receptions: { ...tables.receptions, ...change(tables.receptions) } })
  return (store) => ({ ...store, ...changed(store), transaction: (work) => store.transaction((tx) => work({ ...tx, ...changed(tx) })) })
}

test(
  'no answer of any procedure tells anybody else who it is, nor anybody elsewhere what they wrote',
  async () => {
    const { betrayals, answered } = await askAboutUnnamed()
    expect(betrayals).toEqual([])
    // Not for want of an answer: everything that can be read was, by somebody.
    const queries = Object.entries(procedures).flatMap(([name, { kind }]) => (kind === 'query' ? [name] : []))
    expect(queries.filter((name) => !answered.has(name))).toEqual(['people.demoPeople'])
    expect([...answered]).toEqual(
      expect.arrayContaining(['sessions.checkInByPass', 'sessions.checkIn', 'sessions.start', 'sessions.takeOver']),
    )
  },
  LONG_MS,
)

describe('it is there to be told', () => {
  let county: County
  beforeEach(async () => {
    county = await County.open()
  })
  afterEach(() => county.close())

  test('the host reads who it is, and is told it', async () => {
    const { world } = county
    const { host, person, session, words, pass } = await layScene(county)
    const read = JSON.stringify(await world.call(host, 'sessions.reception', { sessionId: session.id }))
    for (const text of [person.name, words[0]!, words[1]!, '今天要说的事']) expect(read).toContain(text)
    expect(JSON.stringify(await world.call(host, 'inbox.list', {}))).toContain(person.name)
    expect(await world.call(host, 'sessions.checkInByPass', { sessionId: session.id, pass })).toMatchObject({ name: person.name })
  })

  test('the person reads all they wrote', async () => {
    const { person, words } = await layScene(county)
    const mine = await Promise.all((['coming', 'past'] as const).map((when) => county.world.call(person, 'sessions.mine', { when })))
    expect(words.filter((text) => JSON.stringify(mine).includes(text))).toHaveLength(3)
  })
})

describe('a leak is found', () => {
  test('a list that forgets who wished to stay unnamed', async () => {
    const change = withReceptions((receptions) => ({
      list: async (sessionId) => (await receptions.list(sessionId)).map((row) => ({ ...row, anonymous: false })),
    }))
    const { betrayals } = await askAboutUnnamed({ change, table: rows('sessions.reception') })
    expect(betrayals.map((line) => line.split(':')[0])).toEqual(['sessions.reception, officer', 'sessions.reception, secretary'])
  })

  test('an id that is that of the person', async () => {
    const change = withReceptions((receptions) => ({
      list: async (sessionId) => (await receptions.list(sessionId)).map((row) => ({ ...row, id: row.personId })),
    }))
    const { betrayals } = await askAboutUnnamed({ change, table: rows('sessions.reception') })
    expect(betrayals).toHaveLength(2)
    expect(betrayals[0]).toContain('says who it is')
  })

  test('a question that is read above', async () => {
    const { betrayals } = await askAboutUnnamed({ change: withoutAuthorization, table: rows('sessions.reception') })
    expect(betrayals).toContainEqual(expect.stringMatching(/^sessions\.reception, parents_secretary: says what they wrote/))
  })
})
