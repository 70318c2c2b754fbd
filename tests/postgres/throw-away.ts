import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
// Aliases do not reach jest's global setup, which uses this.
import { startEmbedded, type Embedded } from '../../cloud/store/embedded'
import { migrateToLatest } from '../../cloud/store/migrate'
import { createDatabase } from '../../cloud/store/open'
import { SERVER_VARIABLE } from './databases'

/** The root of the repository, also for a program that was bundled two folders below it. */
export const ROOT = path.resolve(__dirname, '../..')

export interface ThrowAway {
  embedded: Embedded
  /** Stops the server and takes its folder away. */
  stop(): Promise<void>
}

/**
 * Starts a PostgreSQL of its own for one run and migrates its first database, which serves as the template of all others
 * (`testDatabase()`). Nothing is flushed unless `durable` is set. However the run ends (Ctrl-C, kill -9), a guardian sees
 * it and takes server and folder away.
 */
export async function startThrowAway({
  durable = false,
  settings = {},
}: { durable?: boolean; settings?: Record<string, string> } = {}): Promise<ThrowAway> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'qnyy-tests-'))
  chmodSync(dataDir, 0o711)
  const guardian = spawn(process.execPath, [path.join(ROOT, 'tests/postgres/guardian.mjs'), dataDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guardian.unref()
  const embedded = await startEmbedded({ dataDir, root: ROOT, durable, settings, log: (line) => process.stderr.write(`${line}\n`) })
  const template = createDatabase(embedded.connection, { connections: 1, statementTimeoutMs: 0 })
  await migrateToLatest(template.kysely, path.join(ROOT, 'cloud/store/migrations'))
  await template.close()
  process.env[SERVER_VARIABLE] = JSON.stringify(embedded.connection)
  return {
    embedded,
    async stop() {
      await embedded.stop()
      guardian.stdin?.end()
    },
  }
}
