/** Whether commits are on the disk before they are acknowledged: the run must know what it proves, and its control what it broke. */
import { readFileSync } from 'node:fs'
import { createDatabase } from '@cloud/store/open'
import type { ChildServer } from '../tools/child-server'

/** What libpq and `pg` take as settings of every session: a commit is acknowledged before it is on the disk. */
export const ACKNOWLEDGE_EARLY = '-c synchronous_commit=off'

/**
 * Throws unless the sessions of a server have `synchronous_commit` as wanted. It cannot be asked of another session: so the
 * server's own environment is read, and a session is opened by the product's own code in the same environment.
 */
export async function checkAcknowledging(server: ChildServer, early: boolean): Promise<void> {
  const environment = readFileSync(`/proc/${server.pid}/environ`, 'utf8').split('\0')
  const options = environment.find((variable) => variable.startsWith('PGOPTIONS='))?.slice('PGOPTIONS='.length)
  const found = { options, ...(await settingsOfSession(server, options)) }
  const wanted = early
    ? { options: ACKNOWLEDGE_EARLY, fsync: 'on', synchronous_commit: 'off' }
    : { options: undefined, fsync: 'on', synchronous_commit: 'on' }
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`the server's sessions are not as wanted: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`)
}

async function settingsOfSession(server: ChildServer, options: string | undefined) {
  const before = process.env.PGOPTIONS
  const set = (value: string | undefined) => {
    if (value === undefined) delete process.env.PGOPTIONS
    else process.env.PGOPTIONS = value
  }
  const database = createDatabase(server.database, { connections: 1 })
  set(options)
  try {
    const { rows } = await database.pool.query<{ fsync: string; synchronous_commit: string }>(
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit`,
    )
    return rows[0]!
  } finally {
    set(before)
    await database.close()
  }
}
