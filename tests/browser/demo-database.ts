import { Client } from 'pg'
import { seedDemo } from '@cloud/demo/seed'
import { randomIds } from '@cloud/services/ids'
import { createDatabase, type DatabaseAddress } from '@cloud/store/open'
import { SERVER_VARIABLE, testDatabase, type TestDatabase } from '../postgres/databases'
import { AFTERNOON } from './town'

/** The demonstration as it lies that afternoon, to be copied. */
const LAID = 'demonstration'
const LOCK = [0x716e7979, 2]

let made = 0

/** A database with the demonstration in it. It is laid once in a run of the tests, by whoever needs it first, and copied. */
export async function demoDatabase(): Promise<TestDatabase> {
  const server = JSON.parse(process.env[SERVER_VARIABLE] ?? 'null') as DatabaseAddress | null
  if (!server) throw new Error('no test server: run under jest, with tests/postgres/global-setup.ts')
  const client = new Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1, $2)', LOCK)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [LAID])
    if (rowCount === 0) await client.query(`alter database ${await lay()} rename to ${LAID}`)
    const database = `${LAID}_${process.pid}_${++made}`
    await client.query(`create database ${database} template ${LAID}`)
    return { connection: { ...server, database }, drop: () => drop(server, database) }
  } finally {
    await client.end()
  }
}

/** Lays the demonstration into a new database and answers its name. */
async function lay(): Promise<string> {
  const { connection } = await testDatabase()
  const { kysely, close } = createDatabase(connection)
  await seedDemo({ kysely, ids: randomIds, now: AFTERNOON, publicUrl: 'https://qn.example' })
  await close()
  return connection.database
}

async function drop(server: DatabaseAddress, database: string): Promise<void> {
  const client = new Client({ ...server, database: 'postgres' })
  await client.connect()
  await client.query(`drop database if exists ${database} with (force)`)
  await client.end()
}
