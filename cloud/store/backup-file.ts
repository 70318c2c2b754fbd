import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { BackupError, reasonOf } from './operator-error'

/**
 * The file of a backup: gzip around UTF-8 lines (`zcat` shows it).
 *
 *     {"format":"qingnian-youyue-backup","version":1,"createdAt":1795219200000,"migrations":["0001-first"]}
 *     {"table":"person","columns":["id","name"]}
 *     …one row a line, in the text format of PostgreSQL's COPY (tabs between, \N for null, line feeds escaped)…
 *     \.
 *     {"rows":200}
 *     …the next table…
 *     {"end":true,"tables":20,"rows":12345,"sha256":"…of all bytes before this line, unpacked…"}
 *
 * `migrations` is the level of the schema the rows fit; tables stand so that a row comes after those it refers to. Both ways
 * the file is a stream: memory does not grow with it. Uploaded files are not in it.
 */
export interface BackupHeader {
  format: typeof FORMAT
  version: number
  /** Milliseconds since 1970. */
  createdAt: number
  migrations: string[]
}

export interface BackupTable {
  table: string
  columns: string[]
}

export interface BackupSums {
  tables: number
  rows: number
}

const FORMAT = 'qingnian-youyue-backup'
const VERSION = 1
const END_OF_ROWS = Buffer.from('\\.\n')
/** No header comes near it; what is longer is something else. */
const LONGEST_LINE = 1_000_000
const LINE_FEED = 10

/** Writes a backup file, piece by piece. The file appears under its name only through `end`'s caller: see copy.ts. */
export function createBackupWriter(file: string) {
  const hash = createHash('sha256')
  const gzip = createGzip()
  const done = finished(gzip.pipe(createWriteStream(file, { mode: 0o600, flush: true })))
  const sums: BackupSums = { tables: 0, rows: 0 }
  let rowsOfTable = 0
  done.catch(() => undefined)

  async function put(chunk: Buffer): Promise<void> {
    hash.update(chunk)
    if (!gzip.write(chunk)) await Promise.race([once(gzip, 'drain'), done])
  }
  const putLine = (line: object) => put(Buffer.from(`${JSON.stringify(line)}\n`))

  return {
    begin: (header: Omit<BackupHeader, 'format' | 'version'>) => putLine({ format: FORMAT, version: VERSION, ...header }),
    async table(table: BackupTable): Promise<void> {
      rowsOfTable = 0
      await putLine(table)
    },
    /** Any piece of COPY's output; lines may be cut anywhere. */
    async rows(chunk: Buffer): Promise<void> {
      rowsOfTable += countLines(chunk)
      await put(chunk)
    },
    async endTable(): Promise<void> {
      await put(END_OF_ROWS)
      await putLine({ rows: rowsOfTable })
      sums.tables += 1
      sums.rows += rowsOfTable
    },
    /** Seals the file; resolves when it is on the disk. */
    async end(): Promise<BackupSums> {
      gzip.end(`${JSON.stringify({ end: true, ...sums, sha256: hash.digest('hex') })}\n`)
      await done
      return sums
    },
    /** Lets go of a file that will not be finished. */
    abandon: () => void gzip.destroy(),
  }
}

/** What a reader meets: a table with its rows, to be read before the next one is asked for. */
export interface TableInFile extends BackupTable {
  rows: AsyncGenerator<Buffer, void>
}

/**
 * Reads a backup file. `header` and `tables` throw a BackupError for a file that is missing, something else, of a newer
 * version, cut off or altered; alterations show at the end, so `checkBackup` reads it once before anything is done with it.
 */
export function openBackup(file: string) {
  const bytes = readBytes(file)[Symbol.asyncIterator]()
  const hash = createHash('sha256')
  let rest: Buffer = Buffer.alloc(0)

  /** False at the end of the file. */
  async function more(): Promise<boolean> {
    const next = await bytes.next()
    if (next.done) return false
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value])
    return true
  }

  function take(length: number): Buffer {
    const taken = rest.subarray(0, length)
    rest = rest.subarray(length)
    return taken
  }

  async function line(): Promise<Buffer> {
    for (;;) {
      const end = rest.indexOf(LINE_FEED)
      if (end >= 0) return take(end + 1)
      if (rest.length > LONGEST_LINE) throw damaged('a line without end')
      if (!(await more())) throw damaged('cut off')
    }
  }

  async function* rows(counted: { rows: number }): AsyncGenerator<Buffer, void> {
    for (;;) {
      const end = endOfRows(rest)
      const whole = end >= 0 ? end : rest.lastIndexOf(LINE_FEED) + 1
      if (whole > 0) {
        const chunk = take(whole)
        hash.update(chunk)
        counted.rows += countLines(chunk)
        yield chunk
      }
      if (end >= 0) {
        hash.update(take(END_OF_ROWS.length))
        return
      }
      if (!(await more())) throw damaged('cut off')
    }
  }

  return {
    async header(): Promise<BackupHeader> {
      const first = await line().catch((error: unknown) => {
        throw error instanceof BackupError && error.code === 'backup_damaged' ? notABackup(file) : error
      })
      const header = parse(first)
      if (header?.format !== FORMAT) throw notABackup(file)
      if (header.version !== VERSION || !Array.isArray(header.migrations)) throw newer(file)
      hash.update(first)
      return header as unknown as BackupHeader
    },

    /** The tables in their order; returns the sums when all of it was read and is what was written. */
    async *tables(): AsyncGenerator<TableInFile, BackupSums> {
      const sums: BackupSums = { tables: 0, rows: 0 }
      for (;;) {
        const text = await line()
        const found = parse(text)
        if (found?.end === true) {
          if (found.sha256 !== hash.digest('hex') || found.tables !== sums.tables || found.rows !== sums.rows) throw damaged('altered')
          if (rest.length > 0 || (await more())) throw damaged('something follows its end')
          return sums
        }
        if (typeof found?.table !== 'string' || !Array.isArray(found.columns)) throw damaged('no table where one should be')
        hash.update(text)
        const counted = { rows: 0 }
        yield { table: found.table, columns: found.columns as string[], rows: rows(counted) }
        const count = await line()
        if (parse(count)?.rows !== counted.rows) throw damaged('rows are missing')
        hash.update(count)
        sums.tables += 1
        sums.rows += counted.rows
      }
    },
  }
}

/** Reads a whole backup file and answers its header. Throws when a byte of it is not as it was written. */
export async function checkBackup(file: string): Promise<BackupHeader> {
  const backup = openBackup(file)
  const header = await backup.header()
  for await (const { rows } of backup.tables()) for await (const chunk of rows) void chunk
  return header
}

async function* readBytes(file: string): AsyncGenerator<Buffer, void> {
  const source = createReadStream(file)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  try {
    for await (const chunk of source.pipe(gunzip)) yield chunk as Buffer
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (!code.startsWith('Z_'))
      throw new BackupError(
        'file_unreadable',
        `读不了文件 ${file}：${reasonOf(error)}。`,
        `The file ${file} cannot be read: ${reasonOf(error)}.`,
      )
    throw damaged(reasonOf(error))
  } finally {
    source.destroy()
  }
}

/** Where the line `\.` begins, or -1. In a row it cannot stand: COPY doubles every backslash. */
function endOfRows(bytes: Buffer): number {
  for (let at = bytes.indexOf(END_OF_ROWS); at >= 0; at = bytes.indexOf(END_OF_ROWS, at + 1)) {
    if (at === 0 || bytes[at - 1] === LINE_FEED) return at
  }
  return -1
}

function countLines(chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) lines += 1
  return lines
}

function parse(line: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line.toString('utf8'))
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}

function notABackup(file: string): BackupError {
  return new BackupError('not_a_backup', `${file} 不是青年有约的备份文件。`, `${file} is not a backup of this program.`)
}

function damaged(how: string): BackupError {
  return new BackupError(
    'backup_damaged',
    `备份文件已损坏（${how}），没有恢复任何数据。`,
    `The backup file is damaged (${how}); nothing was restored.`,
  )
}

/** A file that a later version of the program wrote. */
export function newer(file: string): BackupError {
  return new BackupError(
    'backup_newer',
    `备份 ${file} 由更新版本的程序写成，请先更新程序。`,
    `The backup ${file} was written by a newer version of the program: update the program first.`,
  )
}
