import path from 'node:path'
import { Client } from 'pg'
import { restoreBackup } from '../../cloud/store/copy'
import type { DatabaseAddress } from '../../cloud/store/open'

/** How the workers of a run learn where its server is. */
export const SERVER_VARIABLE = 'QNYY_TEST_POSTGRES'

export interface TestDatabase {
  connection: DatabaseAddress
  /** Takes the database away, also from under connections that were forgotten. */
  drop(): Promise<void>
}

let made = 0

/** A fresh database for one test file: every migration applied and all tables empty. */
export function testDatabase(): Promise<TestDatabase> {
  return create(`template ${server().database}`)
}

/** A database with nothing in it, for tests of migrations and of restoring. */
export function bareDatabase(): Promise<TestDatabase> {
  return create('')
}

/** A database as an export holds it (tests/upgrades/*.backup.gz), brought up to today's schema. */
export async function restoredDatabase(file: string): Promise<TestDatabase> {
  const database = await bareDatabase()
  await restoreBackup(database.connection, file, { migrations: path.resolve(__dirname, '../../cloud/store/migrations') })
  return database
}

function server(): DatabaseAddress {
  const found = process.env[SERVER_VARIABLE]
  if (!found) throw new Error('no test server: run under jest, with tests/postgres/global-setup.ts')
  return JSON.parse(found) as DatabaseAddress
}

async function create(template: string): Promise<TestDatabase> {
  const database = `t_${process.pid}_${++made}`
  await administer(`create database ${database} ${template}`)
  return {
    connection: { ...server(), database },
    drop: () => administer(`drop database if exists ${database} with (force)`),
  }
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ ...server(), database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
