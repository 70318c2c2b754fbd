import { createLog } from '@cloud/hosts/log'
import type { DatabaseAddress } from '@cloud/store/open'
import { startRealHost as startHost } from '../tools/real-host'

export interface RealHost {
  url: string
  /** What calls failed with inside, which no caller may see. */
  reported: unknown[]
  close(): Promise<void>
}

/** The real host in this process, for tests that hold its database by the hand. `statementTimeoutMs`: for one statement. */
export async function startRealHost(
  connection: DatabaseAddress,
  { statementTimeoutMs }: { statementTimeoutMs?: number } = {},
): Promise<RealHost> {
  const reported: unknown[] = []
  const parts = { report: (error: unknown) => void reported.push(error), checkOutput: true }
  const host = await startHost({ connection, log: createLog('silent'), statementTimeoutMs, parts })
  return { url: host.url, reported, close: () => host.close() }
}
