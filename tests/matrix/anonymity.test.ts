import { procedures, type ProcedureName } from '@core/contract/procedures'
import type { Store, Tables } from '@cloud/store/store'
import { askAboutUnnamed, layScene } from './anonymity'
import { County } from './county'
import type { ProcedureTable } from './matrix'
import { withoutAuthorization } from './without-authorization'

/** Every procedure is asked by everybody: minutes on a small machine. */
const LONG_MS = 10 * 60_000

const rows = (...names: ProcedureName[]): ProcedureTable => Object.fromEntries(names.map((name) => [name, procedures[name]]))

/** A store some of which is another, inside transactions too. */
function withChanged(change: (tables: Tables) => Partial<Tables>): (store: Store) => Store {
  return (store) => ({ ...store, ...change(store), transaction: (work) => store.transaction((tx) => work({ ...tx, ...change(tx) })) })
}

const withReceptions = (change: (receptions: Tables['receptions']) => Partial<Tables['receptions']>) =>
  withChanged(({ receptions }) => ({ receptions: { ...receptions, ...change(receptions) } }))

const withCases = (change: (cases: Tables['cases']) => Partial<Tables['cases']>) =>
  withChanged(({ cases }) => ({ cases: { ...cases, ...change(cases) } }))

/** Who was told something, of which procedure. */
const asking = (betrayals: string[]) => betrayals.map((line) => line.split(':')[0])

test(
  'no answer of any procedure tells anybody else who it is, nor anybody elsewhere what they wrote',
  async () => {
    const { betrayals, answered } = await askAboutUnnamed()
    expect(betrayals).toEqual([])
    // Not for want of an answer: everything that can be read was, by somebody.
    const queries = Object.entries(procedures).flatMap(([name, { kind }]) => (kind === 'query' ? [name] : []))
    expect(queries.filter((name) => !answered.has(name))).toEqual(['people.demoPeople'])
    expect([...answered]).toEqual(
      expect.arrayContaining([
        ...['sessions.checkInByPass', 'sessions.checkIn', 'sessions.start', 'sessions.takeOver'],
        ...['cases.accept', 'cases.sendBack', 'cases.move', 'cases.join', 'cases.reply', 'cases.note', 'cases.extend', 'cases.answer'],
        ...['cases.askUnmask', 'cases.unmask', 'cases.declineUnmask', 'cases.proposeAnswer', 'cases.get'],
      ]),
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
    expect(words.filter((text) => JSON.stringify(mine).includes(text))).toHaveLength(4)
  })

  test('those who read a case read what was written, and above they read what was written to them', async () => {
    const { world, places } = county
    const { host, person, cases, above } = await layScene(county)
    const read = JSON.stringify(await world.call(host, 'cases.get', { caseId: cases.accepted }))
    for (const text of ['附了材料的信', '又补的一句', '只给同事看的话', '匿名青年']) expect(read).toContain(text)
    expect(JSON.stringify(await world.call(person, 'cases.get', { caseId: cases.accepted }))).toContain(person.name)
    const list = await world.call(places.above.officer, 'cases.list', { orgId: places.above.orgId, which: 'to_accept' })
    expect(JSON.stringify(list)).toContain(above[0])
  })
})

describe('a leak is found', () => {
  test('a list that forgets who wished to stay unnamed', async () => {
    const change = withReceptions((receptions) => ({
      list: async (sessionId) => (await receptions.list(sessionId)).map((row) => ({ ...row, anonymous: false })),
    }))
    const { betrayals } = await askAboutUnnamed({ change, table: rows('sessions.reception') })
    expect(asking(betrayals)).toEqual(['sessions.reception, officer', 'sessions.reception, secretary'])
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

  test('a case that forgets who wished to stay unnamed', async () => {
    const change = withCases((cases) => ({
      byId: async (caseId) => {
        const file = await cases.byId(caseId)
        return file && { ...file, anonymous: false }
      },
    }))
    const { betrayals } = await askAboutUnnamed({ change, table: rows('cases.get') })
    expect(asking(betrayals)).toEqual(['cases.get, officer', 'cases.get, secretary'])
  })

  test('an attachment that is kept under who handed it in', async () => {
    const change = withCases((cases) => ({
      byId: async (caseId) => {
        const file = await cases.byId(caseId)
        return file && { ...file, files: file.files.map((ref) => `${file.personId}/${ref.split('/')[1]}`) }
      },
    }))
    const { betrayals } = await askAboutUnnamed({ change, table: rows('cases.get') })
    expect(betrayals).toHaveLength(2)
    expect(betrayals[0]).toContain('says who it is')
  })

  test('cases that are read above, as what is not said in confidence is', async () => {
    const change = withChanged(({ cases, orgs }) => ({
      cases: {
        ...cases,
        async officeOf(personId, now) {
          const own = await cases.officeOf(personId, now)
          const below = own.length > 0 ? await orgs.below(own[0]!, 10) : []
          return [...own, ...below.map(({ orgId }) => orgId)]
        },
      },
    }))
    const { betrayals } = await askAboutUnnamed({ change, table: rows('cases.get', 'cases.list') })
    expect(betrayals).toContainEqual(expect.stringMatching(/^cases\.get, parents_secretary: says what they wrote/))
  })
})
