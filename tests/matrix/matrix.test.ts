import { spawnSync } from 'node:child_process'
import { CALLERS } from '@core/contract/access'
import { AppError } from '@core/contract/errors'
import { procedures, type ProcedureName } from '@core/contract/procedures'
import type { Store, Tables } from '@cloud/store/store'
import { bundle } from '../postgres/bundle'
import { runMatrix, type ProcedureTable } from './matrix'
import { withoutAuthorization } from './without-authorization'

/** Every cell stands on ground of its own: minutes on a small machine, and more with every procedure. */
const LONG_MS = 10 * 60_000

const lines: string[] = []
const print = (line: string) => void lines.push(line)
beforeEach(() => {
  lines.length = 0
})

const rows = (...names: ProcedureName[]): ProcedureTable => Object.fromEntries(names.map((name) => [name, procedures[name]]))

/** A store in which some functions are others, inside transactions too. */
function changed(store: Store, change: (tables: Tables) => Partial<Tables>): Store {
  return { ...store, ...change(store), transaction: (work) => store.transaction((tx) => work({ ...tx, ...change(tx) })) }
}

test(
  'every procedure answers every caller as it is declared, about what is theirs and what is not',
  async () => {
    const result = await runMatrix({ print })
    expect(lines).toEqual([])
    expect(result).toEqual({ cells: Object.keys(procedures).length * CALLERS.length * 2, undeclared: 0, failed: 0 })
  },
  LONG_MS,
)

test('without authorization the cells of the roles fail', async () => {
  const table = rows('events.cancel', 'homes.managed', 'events.publish', 'attendance.door', 'attendance.openScreen', 'events.leave')
  const { failed, undeclared } = await runMatrix({ print, change: withoutAuthorization, table })
  // Three rows of officers with ten cells each, and nine of the helper's and the doorkeeper's.
  expect(failed).toBe(48)
  expect(undeclared).toBe(0)
  expect(lines).toContain('events.cancel, others_secretary, other: answered ok instead of not_found')
  expect(lines).toContain('attendance.openScreen, person, own: answered ok instead of not_found')
  expect(lines.filter((line) => line.startsWith('events.leave'))).toEqual([])
})

describe('what is not declared is counted', () => {
  test('a procedure without answers beside it', async () => {
    const { access, ...undeclared } = procedures['homes.list']
    expect(access).toBeDefined()
    expect(await runMatrix({ print, table: { 'homes.list': undeclared } })).toEqual({ cells: 18, undeclared: 18, failed: 0 })
  })

  test('a caller without an answer', async () => {
    const { expired, ...others } = procedures['homes.managed'].access
    expect(expired.own).toBe('not_found')
    const table = { 'homes.managed': { ...procedures['homes.managed'], access: others } }
    expect(await runMatrix({ print, table })).toEqual({ cells: 18, undeclared: 2, failed: 0 })
    expect(lines).toEqual(['homes.managed, expired, own: undeclared', 'homes.managed, expired, other: undeclared'])
  })

  test('a procedure that nobody knows how to ask', async () => {
    expect(await runMatrix({ print, table: { 'homes.burn': procedures['homes.list'] } })).toMatchObject({ undeclared: 18 })
  })
})

describe('what a cell looks at besides the code', () => {
  test('an answer that tells what is there from what is not', async () => {
    const change = (store: Store) =>
      changed(store, ({ people, homes }) => ({
        people: {
          ...people,
          async actingOrg(personId, role, target, now) {
            const acting = await people.actingOrg(personId, role, target, now)
            if (!acting && 'homeId' in target && (await homes.byId(target.homeId))) throw new AppError('event_not_open')
            return acting
          },
        },
      }))
    const { failed } = await runMatrix({ print, change, table: rows('events.publish') })
    expect(failed).toBe(10)
    expect(
      lines.filter((line) => /what does not exist is answered .*not_found.* what is not theirs .*event_not_open/.test(line)),
    ).toHaveLength(10)
  })

  test('a refusal that leaves something behind', async () => {
    const change = (store: Store) => ({
      ...store,
      commands: {
        ...store.commands,
        async refuseAll(refused: Parameters<Store['commands']['refuseAll']>[0]) {
          for (const { command } of refused)
            await store.people.keepLogin({ tokenHash: command.nonce, personId: command.actorId, device: null, now: command.at })
          return store.commands.refuseAll(refused)
        },
      },
    })
    const { failed } = await runMatrix({ print, change, table: rows('events.leave') })
    expect(failed).toBe(7)
    expect(lines).toContain('events.leave, officer, other: refused, and login changed')
  })

  test('a query that writes, and a command that does nothing', async () => {
    const change = (store: Store) =>
      changed(store, ({ people, events }) => ({
        people: {
          ...people,
          async nameOfOrg(orgId) {
            await people.keepLogin({ tokenHash: `read-${Math.random()}`, personId: orgId, device: null, now: 0 })
            return people.nameOfOrg(orgId)
          },
        },
        events: { ...events, cancel: (eventIds: readonly string[]) => Promise.resolve(eventIds.map((id) => ({ id, title: '' }))) },
      }))
    await runMatrix({ print, change, table: rows('reports.workbench', 'events.cancel') })
    expect(lines).toContain('reports.workbench, officer, own: a query that changed login')
    expect(lines).toContain('events.cancel, secretary, own: answered ok and changed nothing')
    expect(lines).toHaveLength(8)
  })

  test('an answer about somebody else', async () => {
    const change = (store: Store) =>
      changed(store, ({ people }) => ({
        people: { ...people, grants: () => Promise.resolve([{ role: 'helper', orgId: null, orgName: '林知远', eventId: null }]) },
      }))
    const { failed } = await runMatrix({ print, change, table: rows('people.who') })
    expect(failed).toBe(16)
    expect(lines[0]).toMatch(/^people\.who, unconsented, own: speaks of somebody else: /)
  })
})

test.each([[['--break', 'no-locks']], [['--breaks']], [['all']]])('called with %j it says how it is meant', (args) => {
  const { status, stderr } = spawnSync(process.execPath, [bundle('tests/matrix/main.ts'), ...args], { encoding: 'utf8' })
  expect(stderr).toMatch(/^usage: npm run matrix \[-- --break no-authorize\]$/m)
  expect(status).toBe(2)
})
