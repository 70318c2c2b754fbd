/** `npm run fuzz`: hostile input on the real host. */
import { oneOf, print, readOptions, runCommand, wholeNumber } from '../tools/command'
import { startThrowAway } from '../postgres/throw-away'
import { FAULTS } from './faults'
import { fuzz, type FuzzResult } from './run'
import { verdict } from './verdict'

const USAGE = `npm run fuzz -- [--requests N] [--seed S] [--break ${FAULTS.join('|')}]`

const OPTIONS = {
  requests: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  break: { type: 'string' },
} as const

async function main(): Promise<number> {
  const given = readOptions(OPTIONS)
  const requests = wholeNumber('requests', given.requests, 100, 10_000_000)
  const seed = wholeNumber('seed', given.seed, 0, 2 ** 32 - 1)
  const fault = given.break === undefined ? null : oneOf('break', given.break, FAULTS)

  const server = await startThrowAway()
  try {
    const result = await fuzz({ requests, seed, fault })
    tell(result)
    const wrong = verdict(result)
    for (const sentence of wrong) print(`WRONG: ${sentence}`)
    print(`requests=${result.requests} ok=${result.ok} server_errors=${result.serverErrors} crashes=${result.crashes}`)
    return wrong.length === 0 ? 0 : 1
  } finally {
    await server.stop()
  }
}

function tell({ table, shots, memory, findings, findingCount, reported }: FuzzResult) {
  print('procedure                      ok   refused')
  for (const [name, { ok = 0, ...refusals }] of Object.entries(table)) {
    const codes = Object.entries(refusals).sort(([, a], [, b]) => b - a)
    print(`${name.padEnd(26)} ${String(ok).padStart(6)}   ${codes.map(([code, times]) => `${code} ${times}`).join(', ')}`)
  }
  print(`shots: ${shots.intact} as a client sends them, ${shots.spoiled} spoiled, ${shots.broken} broken HTTP`)
  const megabytes = (of: 'heap' | 'rss') => memory.map((point) => Math.round(point[of] / 2 ** 20)).join(' ')
  print(`heap after collection, MB: ${megabytes('heap')}`)
  print(`resident, MB: ${megabytes('rss')}`)
  for (const { kind, why, shot } of findings) print(`\n${kind}: ${why}\n${shot}`)
  if (findingCount > findings.length) print(`\n… and ${findingCount - findings.length} more`)
  for (const { error, times } of reported) print(`\nthe server reported ${times} ×: ${error}`)
}

runCommand(USAGE, main)
