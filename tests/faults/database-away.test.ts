import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { AppError } from '@core/contract/errors'
import { startEmbedded, type Embedded } from '@cloud/store/embedded'
import { migrateToLatest } from '@cloud/store/migrate'
import { createDatabase } from '@cloud/store/open'
import { createOutbox, type Outbox } from '@/sync/delivery'
import type { OutboxRecord } from '@/sync/record'
import { compareWhole } from '../crash/compare'
import { Journal } from '../crash/journal'
import { codeNow, publishEvent, type OpenEvent } from '../crash/open-event'
import { PatientPhone } from '../crash/patient-phone'
import { ROOT } from '../postgres/throw-away'
import { makeServerFolder, type ServerFolder } from '../tools/child-server'
import { HttpPhone } from '../tools/http-phone'
import { layPeople, layTown, newNonce, type Somebody } from '../tools/town'
import { layLine, type Line } from './line-to-database'
import { startRealHost, type RealHost } from './real-host'

let folder: ServerFolder
let embedded: Embedded
let line: Line
let host: RealHost

beforeEach(async () => {
  folder = makeServerFolder()
  embedded = await startDatabase()
  const database = createDatabase(embedded.connection, { connections: 1, statementTimeoutMs: 0 })
  await migrateToLatest(database.kysely, path.join(ROOT, 'cloud/store/migrations'))
  await database.close()
  line = await layLine(embedded.connection)
  host = await startRealHost(line.address)
})
afterEach(async () => {
  await host.close()
  await line.close()
  await embedded.stop()
  await folder.remove()
})

function startDatabase(): Promise<Embedded> {
  return startEmbedded({ dataDir: folder.dataDir, root: ROOT, durable: false, log: () => undefined })
}

/** The phone of somebody: the app's own outbox over the real wire, its disk in memory. */
class OutboxPhone {
  readonly outbox: Outbox
  /** What came of every try, in their order: a code, or `ok`. */
  readonly heard: string[] = []
  private disk = '[]'
  private readonly phone: HttpPhone

  constructor(
    readonly who: Somebody,
    address: string,
    journal: Journal,
  ) {
    this.phone = new HttpPhone(host.url, address)
    this.outbox = createOutbox({
      storage: {
        read: () => JSON.parse(this.disk) as OutboxRecord[],
        write: (records) => void (this.disk = JSON.stringify(records)),
      },
      clock: {
        now: () => Date.now(),
        after: (ms, run) => {
          const timer = setTimeout(run, ms)
          return () => clearTimeout(timer)
        },
      },
      sender: {
        person: () => who.id,
        send: async ({ procedure, nonce, input }) => {
          journal.sent.add(nonce)
          const heard = await this.phone.ask({ name: procedure, input: input as never, nonce, who })
          this.heard.push(heard === null ? 'silence' : heard.answer.ok ? 'ok' : heard.answer.code)
          if (heard === null) throw new AppError('timeout')
          if (!heard.answer.ok) throw new AppError(heard.answer.code, heard.answer.params)
          return { answer: heard.answer.data, open: 'outcome' in heard.answer.data && heard.answer.data.outcome === 'ticket' }
        },
      },
      random: { nonce: newNonce, fraction: Math.random },
      network: { online: () => true, onChange: () => () => undefined },
    })
  }

  scan(event: OpenEvent): void {
    const code = codeNow(event)
    void this.outbox.sendNow(
      { procedure: 'attendance.scan', input: { code, delivery: 'stored' }, subject: `event:${event.code}` },
      { code, delivery: 'live' },
    )
  }

  stop(): void {
    this.outbox.stop()
    this.phone.close()
  }
}

async function until(holds: () => boolean): Promise<void> {
  const since = Date.now()
  while (!holds()) {
    if (Date.now() - since > 60_000) throw new Error(`waited in vain for ${holds.toString()}`)
    await sleep(20)
  }
}

test('a database that is stopped under load and comes back: 「unavailable」, then every outbox delivers by itself, once each, and Node goes on', async () => {
  const journal = new Journal()
  const officers = new PatientPhone(host.url, '127.0.0.1', journal, { succeeded: () => undefined })
  const client = new Client(embedded.connection)
  await client.connect()
  const event = await publishEvent(officers, await layTown(client), null)
  const people = await layPeople(client, 60)
  await client.query(
    `insert into enrollment (event_id, person_id, state, source, at, created_at) select $1, id, 'enrolled', 'app', $2, $2 from unnest($3::uuid[]) id`,
    [event.id, new Date(), people.map(({ id }) => id)],
  )
  await client.end()
  const phones = people.map((who, index) => new OutboxPhone(who, `127.0.0.${index + 2}`, journal))
  try {
    await Promise.all(phones.map(({ outbox }) => outbox.start()))
    for (const phone of phones.slice(0, 20)) phone.scan(event)
    await until(() => phones.slice(0, 20).some(({ heard }) => heard.includes('ok')))
    const stopping = embedded.stop()
    for (const phone of phones.slice(20, 40)) phone.scan(event)
    await stopping
    for (const phone of phones.slice(40)) phone.scan(event)
    await until(() => phones.slice(40).every(({ heard }) => heard.length > 0))
    expect(new Set(phones.slice(40).flatMap(({ heard }) => heard))).toEqual(new Set(['unavailable']))

    const query = new HttpPhone(host.url)
    const refused = await query.ask({ name: 'events.get', input: { eventId: event.id }, who: people[0]! })
    expect(refused).toMatchObject({ status: 503, answer: { code: 'unavailable', hint: expect.stringMatching(/[\u4e00-\u9fff]/) } })
    expect(refused!.text).not.toMatch(/ENOENT|ECONN|sql|socket/i)
    query.close()
    expect((await fetch(`${host.url}/healthz`)).status).toBe(503)

    embedded = await startDatabase()
    line.leadTo(embedded.connection)
    await until(() => phones.every(({ outbox }) => outbox.records().every(({ state }) => state === 'delivered')))
  } finally {
    for (const phone of phones) phone.stop()
    officers.close()
  }

  expect((await fetch(`${host.url}/healthz`)).status).toBe(200)
  const heard = new Set(phones.flatMap((phone) => phone.heard))
  expect(heard.has('server_error')).toBe(false)
  for (const { outbox } of phones) expect(outbox.records()).toMatchObject([{ state: 'delivered', answer: { outcome: 'signed_in' } }])
  const after = new Client(embedded.connection)
  await after.connect()
  const { rows } = await after.query<{ scans: number; people: number }>(
    'select (select count(*)::int from scan) as scans, (select count(*)::int from attendance) as people',
  )
  expect(rows).toEqual([{ scans: 60, people: 60 }])
  expect(await compareWhole(after, [event], journal)).toEqual([])
  await after.end()
})
