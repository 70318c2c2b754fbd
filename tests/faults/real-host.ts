/** The node host with the real dispatch on a real database, in this process, for tests that hold the database by the hand. */
import { AppError } from '@core/contract/errors'
import { createDispatch } from '@cloud/dispatch'
import { createLog } from '@cloud/hosts/log'
import { startNodeHost } from '@cloud/hosts/node'
import { systemClock } from '@cloud/services/clock'
import { randomIds } from '@cloud/services/ids'
import { createDatabase, type DatabaseAddress } from '@cloud/store/open'
import { createStore } from '@cloud/store/store'

export interface RealHost {
  url: string
  /** What calls failed with inside, which no caller may see. */
  reported: unknown[]
  close(): Promise<void>
}

/** `statementTimeoutMs`: how long one statement may take. */
export async function startRealHost(
  connection: DatabaseAddress,
  { statementTimeoutMs }: { statementTimeoutMs?: number } = {},
): Promise<RealHost> {
  const database = createDatabase(connection, { statementTimeoutMs })
  const reported: unknown[] = []
  const publicUrl = 'http://localhost'
  const host = await startNodeHost({
    dispatch: createDispatch({
      store: createStore(database.kysely),
      clock: systemClock,
      ids: randomIds,
      publicUrl,
      demo: false,
      openidForCode: () => Promise.reject(new AppError('login_unavailable')),
      report: (error) => reported.push(error),
      checkOutput: true,
    }),
    port: 0,
    address: '127.0.0.1',
    publicUrl,
    webRoot: null,
    log: createLog('silent'),
    health: async () => (await database.pool.query('select 1')).rowCount === 1,
    trustWxHeaders: false,
  })
  return {
    url: host.url,
    reported,
    async close() {
      await host.close()
      await database.close()
    },
  }
}
