/** What `npm run backup FILE` and `npm run restore FILE` run once everything is built. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { systemClock } from '../services/clock'
import { restoreBackup, writeBackup } from '../store/copy'
import { recreateDatabase, startEmbedded } from '../store/embedded'
import type { DatabaseAddress } from '../store/open'
import { BackupError } from '../store/operator-error'
import { say, tellFailure } from './console'
import { readSettings, type Settings } from './settings'

const ROOT = path.resolve(__dirname, '../..')
const MIGRATIONS = path.join(__dirname, 'migrations')

interface Opened {
  target: string | DatabaseAddress
  recreate?: () => Promise<void>
  close(): Promise<void>
}

/** The database of this installation: by `DATABASE_URL`, or the embedded one, running already or started for this while. */
async function openTarget({ databaseUrl, dataDir, pgBin }: Settings, mayCreate: boolean): Promise<Opened> {
  if (databaseUrl) return { target: databaseUrl, close: () => Promise.resolve() }
  const folder = dataDir ?? path.join(ROOT, 'data')
  if (!mayCreate && !existsSync(path.join(folder, 'postgres')))
    throw new BackupError(
      'nothing_to_back_up',
      `数据目录 ${folder} 中没有数据库，没有可备份的内容。`,
      `There is no database in ${folder}: there is nothing to back up.`,
    )
  const embedded = await startEmbedded({ dataDir: folder, binDir: pgBin ?? undefined, root: ROOT, share: true, log: say })
  return { target: embedded.connection, recreate: () => recreateDatabase(embedded.connection), close: () => embedded.stop() }
}

/** Does one of the two and answers the last line. Called off, it leaves neither half a file nor a server behind. */
async function run([verb, file, ...rest]: string[], signal: AbortSignal): Promise<string> {
  if ((verb !== 'backup' && verb !== 'restore') || !file || rest.length > 0)
    throw new BackupError(
      'usage',
      '用法：npm run backup 文件，或 npm run restore 文件。',
      'Usage: npm run backup FILE, or npm run restore FILE.',
    )
  const opened = await openTarget(readSettings(process.env), verb === 'restore')
  try {
    signal.throwIfAborted()
    if (verb === 'backup') {
      const { tables, rows, bytes } = await writeBackup(opened.target, file, systemClock.now(), signal)
      return `tables=${tables} rows=${rows} bytes=${bytes}`
    }
    const { tables, rows } = await restoreBackup(opened.target, file, { migrations: MIGRATIONS, recreate: opened.recreate, signal })
    return `tables=${tables} rows=${rows}`
  } finally {
    await opened.close()
  }
}

const calledOff = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => calledOff.abort())

run(process.argv.slice(2), calledOff.signal).then(
  (sums) => {
    say(sums)
    process.exit(0)
  },
  (error: unknown) => {
    if (calledOff.signal.aborted) process.exit(130)
    tellFailure(error)
    process.exit(1)
  },
)
