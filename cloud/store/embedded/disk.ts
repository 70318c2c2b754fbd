import { statfsSync } from 'node:fs'
import { StartError } from '../operator-error'

/** Two segments of the write-ahead log: PostgreSQL makes its files of 16 MiB whole, or not at all. */
const LEAST_FREE_BYTES = 2 * 16 * 1024 * 1024

/**
 * Whether so little room is left that a PostgreSQL that died may have died of it. Its log cannot be asked: that lies on the
 * same disk.
 */
export function diskIsFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < LEAST_FREE_BYTES
}

/** What the operator is told. */
export function fullDisk(dataDir: string): StartError {
  return new StartError('disk_full', `磁盘已满，数据库无法写入 ${dataDir}。`, `The disk is full: the database cannot write to ${dataDir}.`)
}
