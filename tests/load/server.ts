/** The server under test, as a program of its own: the real host on the real store, as `npm start` puts them together. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AppError } from '@core/contract/errors'
import { createDispatch } from '@cloud/dispatch'
import { createLog } from '@cloud/hosts/log'
import { startNodeHost } from '@cloud/hosts/node'
import { createJobs } from '@cloud/jobs'
import { systemClock } from '@cloud/services/clock'
import { randomIds } from '@cloud/services/ids'
import { createDatabase, type DatabaseAddress } from '@cloud/store/open'
import { createStore } from '@cloud/store/store'
import { createRowLockDispatch } from './row-lock'

export interface ServerTask {
  connection: DatabaseAddress
  /** The product; or the row-lock pattern behind the same host; or a bare HTTP server that knows nothing but an answer. */
  pattern: 'product' | 'row-lock' | 'bare'
}

/** Counted as ever, and never reached: all calls of a measurement come from one address. */
const PER_MINUTE = 1e9

async function startHost({ connection, pattern }: ServerTask) {
  const log = createLog('warn', { write: (line) => void process.stderr.write(line) })
  const db = createDatabase(connection, { onConnectionLost: (err) => log.warn({ err }, 'a connection to the database broke') })
  const store = createStore(db.kysely)
  const parts = { store, clock: systemClock, ids: randomIds }
  const host = await startNodeHost({
    dispatch:
      pattern === 'row-lock'
        ? createRowLockDispatch({ ...parts, pool: db.pool })
        : createDispatch({
            ...parts,
            publicUrl: 'http://localhost',
            demo: false,
            openidForCode: () => Promise.reject(new AppError('login_unavailable')),
            report: (err, about) => log.error({ err, ...about }, 'a call failed'),
          }),
    port: 0,
    address: '127.0.0.1',
    publicUrl: 'http://localhost',
    webRoot: null,
    log,
    health: async () => (await db.pool.query('select 1')).rowCount === 1,
    metrics: () => ({ pool_connections: db.pool.totalCount, pool_idle: db.pool.idleCount, pool_waiting: db.pool.waitingCount }),
    trustWxHeaders: false,
    tick: createJobs(parts),
    limits: { perPerson: PER_MINUTE, doorPerAddress: PER_MINUTE, readsPerAddress: PER_MINUTE, unprovenPerAddress: PER_MINUTE },
  })
  return {
    url: host.url,
    async close() {
      await host.close()
      await db.close()
    },
  }
}

/** What a load generator can do at most is measured against this. */
async function startBare() {
  const answer = JSON.stringify({ ok: true, data: { outcome: 'signed_in' } })
  const server = createServer((incoming, outgoing) => {
    incoming.resume()
    outgoing.setHeader('content-type', 'application/json').end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function main() {
  const task = JSON.parse(process.argv[2]!) as ServerTask
  const server = await (task.pattern === 'bare' ? startBare() : startHost(task))
  process.stdout.write(`${server.url}\n`)
  process.stdin.resume().once('end', () => {
    void server.close().then(() => process.exit(0))
  })
}

void main()
