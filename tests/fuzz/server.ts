/**
 * The server under fire, as a program of its own. Asked for its `memory` it collects its garbage and answers; asked for its
 * `errors` it tells what it reported. It can be made to carry a fault, so that finding faults can be shown.
 */
import { createInterface } from 'node:readline'
import { AppError } from '@core/contract/errors'
import type { Dispatch } from '@cloud/dispatch'
import type { Log } from '@cloud/hosts/log'
import type { DatabaseAddress } from '@cloud/store/open'
import { DATA_KEY } from '../fakes/world'
import { startRealHost } from '../tools/real-host'
import type { Fault } from './faults'
import type { MemoryPoint } from './judge'

export interface FuzzServerTask {
  connection: DatabaseAddress
  fault: Fault | null
}

/** What was reported, told apart by its first line. */
export type Reported = { error: string; times: number }[]

const reported = new Map<string, number>()
const kept: unknown[] = []

const note = (error: unknown) => {
  const text = error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 6).join('\n') : JSON.stringify(error)
  reported.set(text, (reported.get(text) ?? 0) + 1)
}
const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => note((fields as { err?: unknown }).err ?? message),
}

const LONE_SURROGATE = /[\ud800-\udfff]/u

/** Dispatch with a fault in it. All but the leak hide behind a shape of input that is rare and can be reached. */
function faulty(dispatch: Dispatch, fault: Fault | null): Dispatch {
  if (fault === null) return dispatch
  return async (caller) => {
    const { input } = caller.envelope as { input?: unknown }
    const rare = Object.values(input ?? {}).some((value) => typeof value === 'string' && LONE_SURROGATE.test(value))
    if (fault === 'planted-fault' && rare) throw new TypeError('a planted fault')
    if (fault === 'planted-crash' && rare) process.exit(70)
    if (fault === 'planted-leak') kept.push(new Array(8_000).fill(kept.length))
    const answer = await dispatch(caller)
    if (fault === 'planted-words' && rare && !answer.ok) return { ...answer, params: { field: 'insert into event (title) select' } }
    return answer
  }
}

async function main() {
  const { connection, fault } = JSON.parse(process.argv[2]!) as FuzzServerTask
  const host = await startRealHost({
    connection,
    log,
    parts: {
      demo: true,
      dataKeys: [DATA_KEY],
      openidForCode: (code) => (/^good-\d+$/.test(code) ? Promise.resolve(`openid-${code}`) : Promise.reject(new AppError('login_failed'))),
    },
    exchange: (dispatch) => faulty(dispatch, fault),
  })
  process.stdout.write(`${host.url}\n`)
  const lines = createInterface(process.stdin)
  lines.on('line', (line) => process.stdout.write(`${JSON.stringify(line === 'memory' ? memory() : errors())}\n`))
  lines.once('close', () => {
    void host.close().then(() => process.exit(0))
  })
}

function memory(): MemoryPoint {
  globalThis.gc!()
  globalThis.gc!()
  const { heapUsed, rss } = process.memoryUsage()
  return { heap: heapUsed, rss }
}

function errors(): Reported {
  return [...reported].map(([error, times]) => ({ error, times }))
}

void main()
