import { existsSync } from 'node:fs'
import { buildServer, processesOf, run } from '../tools/run-product'
import { CLIENTS, crashRounds, randomVictims } from './crash-run'

beforeAll(buildServer)

test('whatever is killed under load, Node, PostgreSQL or both: it comes back by itself, nothing acknowledged is lost, nothing is done twice', async () => {
  const report = await crashRounds({ victims: ['postgres', 'node', 'both'] })
  expect({ lost: report.lost, duplicated: report.duplicated }).toEqual({ lost: [], duplicated: [] })
  expect(report.rounds.map(({ victim, backAfterMs }) => [victim, backAfterMs !== null])).toEqual([
    ['postgres', true],
    ['node', true],
    ['both', true],
  ])
  expect(report.acknowledged).toBeGreaterThan(3 * CLIENTS)
  expect(report.unanswered.silence + report.unanswered.unavailable).toBeGreaterThan(0)
  expect(report.unanswered.server_error).toBe(0)
  expect([existsSync(report.dataDir), processesOf(report.dataDir)]).toEqual([false, []])
})

test('control: a server that acknowledges before the commit is on the disk loses what it acknowledged, and that is found', async () => {
  const report = await crashRounds({ victims: ['postgres', 'both', 'postgres', 'both', 'postgres'], acknowledgeEarly: true })
  expect(report.lost).not.toEqual([])
  expect([existsSync(report.dataDir), processesOf(report.dataDir)]).toEqual([false, []])
})

test('a command called wrongly says how it is meant and ends with 2', async () => {
  for (const args of [
    ['--rounds', '0'],
    ['--break', 'something'],
    ['--seeds', '3'],
  ]) {
    const command = run('tool.cjs', ['crash', ...args], {})
    expect(await command.ended).toBe(2)
    expect(command.err().at(-1)).toBe('usage: npm run crash -- [--rounds N] [--break ack-before-commit]')
  }
})

test('every kind of accident comes in every three rounds', () => {
  for (let time = 0; time < 20; time += 1) {
    const victims = randomVictims(7)
    expect(victims).toHaveLength(7)
    expect([victims.slice(0, 3).sort(), victims.slice(3, 6).sort()]).toEqual([
      ['both', 'node', 'postgres'],
      ['both', 'node', 'postgres'],
    ])
  }
})
