/** The real host on the real store, put together as `npm start` does it, for the programs that tests put under load. */
import type { Pool } from 'pg'
import { AppError } from '@core/contract/errors'
import { createDispatch, type Dispatch, type DispatchParts } from '@cloud/dispatch'
import type { Log } from '@cloud/hosts/log'
import { startNodeHost, type NodeHost } from '@cloud/hosts/node'
import { createJobs } from '@cloud/jobs'
import { systemClock } from '@cloud/services/clock'
import { randomIds } from '@cloud/services/ids'
import { createDatabase, type DatabaseAddress } from '@cloud/store/open'
import { createStore } from '@cloud/store/store'

export interface RealHostOptions {
  connection: DatabaseAddress
  log: Log
  /** How long one statement may take; as in production when left out. */
  statementTimeoutMs?: number
  /** Other parts of dispatch than the usual ones. */
  parts?: Partial<DispatchParts>
  /** What the host gets instead of the product's dispatch. */
  exchange?: (dispatch: Dispatch, pool: Pool) => Dispatch
}

/** Counted as ever, and never reached: all calls of a test come from one address. */
const PER_MINUTE = 1e9

/** Starts it on a free port of the loopback, with 16 connections to the database. */
export async function startRealHost({
  connection,
  log,
  statementTimeoutMs,
  parts = {},
  exchange = (dispatch) => dispatch,
}: RealHostOptions): Promise<NodeHost> {
  const db = createDatabase(connection, {
    statementTimeoutMs,
    onConnectionLost: (err) => log.warn({ err }, 'a connection to the database broke'),
  })
  const store = createStore(db.kysely)
  const dispatch = createDispatch({
    store,
    clock: systemClock,
    ids: randomIds,
    publicUrl: 'http://localhost',
    demo: false,
    openidForCode: () => Promise.reject(new AppError('login_unavailable')),
    report: (err, about) => log.error({ err, ...about }, 'a call failed'),
    ...parts,
  })
  const host = await startNodeHost({
    dispatch: exchange(dispatch, db.pool),
    port: 0,
    address: '127.0.0.1',
    publicUrl: 'http://localhost',
    webRoot: null,
    log,
    health: async () => (await db.pool.query('select 1')).rowCount === 1,
    metrics: () => ({ pool_connections: db.pool.totalCount, pool_idle: db.pool.idleCount, pool_waiting: db.pool.waitingCount }),
    trustWxHeaders: false,
    tick: createJobs({ store, clock: systemClock, ids: randomIds, dataKeys: parts.dataKeys ?? null }),
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
