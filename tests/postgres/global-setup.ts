import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
// Aliases do not reach jest's global setup.
import { startEmbedded, type Embedded } from '../../cloud/store/embedded'
import { migrateToLatest } from '../../cloud/store/migrate'
import { createDatabase } from '../../cloud/store/open'
import { SERVER_VARIABLE } from './databases'

const ROOT = path.resolve(__dirname, '../..')

declare global {
  var testServer: { embedded: Embedded; letGo: () => void } | undefined
}

/**
 * Starts one PostgreSQL for the whole run, without flushing, and migrates its first database, which serves as the template
 * of all others. However the run ends (Ctrl-C, kill -9), a guardian sees it and takes server and folder away.
 */
export default async function startTestServer(): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'qnyy-tests-'))
  chmodSync(dataDir, 0o711)
  const guardian = spawn(process.execPath, [path.join(__dirname, 'guardian.mjs'), dataDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guardian.unref()
  const embedded = await startEmbedded({ dataDir, root: ROOT, durable: false, log: (line) => process.stderr.write(`${line}\n`) })
  const template = createDatabase(embedded.connection, { connections: 1, statementTimeoutMs: 0 })
  await migrateToLatest(template.kysely, path.join(ROOT, 'cloud/store/migrations'))
  await template.close()
  process.env[SERVER_VARIABLE] = JSON.stringify(embedded.connection)
  globalThis.testServer = { embedded, letGo: () => guardian.stdin?.end() }
}
