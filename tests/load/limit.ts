/** How fast the database takes single statements: by pgbench where the machine has it, else by a driver loop of ours. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { DatabaseAddress } from '@cloud/store/open'
import { isInstalled, runChild, runProgram } from './child'
import type { DriverTask } from './driver'
import type { Events } from './ground'
import { pgbenchScript, type Transaction } from './statement'

export type LimitTool = 'pgbench' | 'driver loop'

/** Transactions that were done, and what they took. Latency in milliseconds. */
export interface Done {
  transactions: number
  perSecond: number
  average: number
}

/** What is executed: one transaction, by whom, where and for how long. */
export interface LimitTask {
  connection: DatabaseAddress
  transaction: Transaction
  events: Events
  people: number
  clients: number
  seconds: number
}

export async function bestLimitTool(): Promise<LimitTool> {
  return (await isInstalled('pgbench', '--version')) ? 'pgbench' : 'driver loop'
}

export function executeFor(tool: LimitTool, task: LimitTask): Promise<Done> {
  return tool === 'pgbench' ? byPgbench(task) : byDriver(task)
}

async function byDriver(task: DriverTask): Promise<Done> {
  return JSON.parse(await runChild('tests/load/driver.ts', task)) as Done
}

async function byPgbench({ connection, transaction, events, people, clients, seconds }: LimitTask): Promise<Done> {
  const { text, variables } = pgbenchScript(transaction, events, clients, people)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qnyy-bench-'))
  const file = path.join(folder, 'transaction.sql')
  writeFileSync(file, text)
  try {
    const out = await runProgram(
      'pgbench',
      [
        ...['-h', connection.host, '-p', String(connection.port), '-U', connection.user],
        ...['-n', '-M', 'prepared', '-f', file, '-c', String(clients), '-j', clients === 1 ? '1' : '2', '-T', String(seconds)],
        ...Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
        connection.database,
      ],
      { PGPASSWORD: connection.password ?? '' },
    )
    return readPgbench(out)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Reads what pgbench says at its end. Throws where a number is missing, or a transaction failed. */
export function readPgbench(output: string): Done {
  const transactions = Number(/^number of transactions actually processed: (\d+)/m.exec(output)?.[1])
  const failed = Number(/^number of failed transactions: (\d+)/m.exec(output)?.[1] ?? 0)
  const average = Number(/^latency average = ([\d.]+) ms/m.exec(output)?.[1])
  const perSecond = Number(/^tps = ([\d.]+)/m.exec(output)?.[1])
  if (failed > 0 || Number.isNaN(transactions + average + perSecond)) throw new Error(`pgbench did not do what it was asked:\n${output}`)
  return { transactions, perSecond, average }
}
