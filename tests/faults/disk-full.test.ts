import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { compareAcknowledged, compareWhole } from '../crash/compare'
import { Journal } from '../crash/journal'
import { publishEvent } from '../crash/open-event'
import { PatientPhone } from '../crash/patient-phone'
import { visit } from '../crash/stories'
import { ChildServer, makeServerFolder, type ServerFolder } from '../tools/child-server'
import { HttpPhone, type Heard } from '../tools/http-phone'
import { buildServer } from '../tools/run-product'
import { layPeople, layTown, newNonce } from '../tools/town'
import { emptyDisk, fillDisk, withDiskOf } from './small-disk'

let folder: ServerFolder
let server: ChildServer
let client: Client
const phones: { close(): void }[] = []

beforeAll(buildServer)
beforeEach(async () => {
  folder = makeServerFolder()
  server = await ChildServer.start(folder.dataDir, { LOG_LEVEL: 'warn' }, withDiskOf(400, folder.dataDir))
  client = new Client(server.database)
  client.on('error', () => undefined)
  await client.connect()
})
afterEach(async () => {
  for (const phone of phones.splice(0)) phone.close()
  await client.end().catch(() => undefined)
  await server.stop()
  await folder.remove()
})

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const since = Date.now()
  while (!(await holds())) {
    if (Date.now() - since > 30_000) throw new Error(`waited in vain for ${holds.toString()}\n${server.said}`)
    await sleep(50)
  }
}

/** PostgreSQL makes the files of its log ahead, whole: the next one does not fit, and it cannot go on without. */
async function useUpLog(): Promise<void> {
  await expect(
    (async () => {
      for (let segment = 0; segment < 16; segment += 1)
        await client.query('select pg_switch_wal(), pg_logical_emit_message(true, $1, $1)', ['on'])
    })(),
  ).rejects.toThrow()
}

test('a full disk: what must be written is refused clearly, what is read is answered, PostgreSQL may die of it, and with room again all goes on by itself', async () => {
  const journal = new Journal()
  const patient = Array.from(
    { length: 8 },
    (_, index) => new PatientPhone(server.url, `127.0.0.${index + 2}`, journal, { succeeded: () => undefined }),
  )
  const hasty = new HttpPhone(server.url)
  phones.push(...patient, hasty)
  const town = await layTown(client)
  const people = await layPeople(client, 101)
  const curious = people.pop()!
  const event = await publishEvent(patient[0]!, town, null)
  const { pid } = server
  const come = (count: number) =>
    Promise.all(
      patient.map(async (phone) => {
        for (const who of people.splice(0, count / patient.length)) await visit(phone, who, event, journal)
      }),
    )
  /** The pages that are there may have room for a while. */
  async function firstRefusal(): Promise<Heard> {
    for (;;) {
      const nonce = newNonce()
      journal.sent.add(nonce)
      const heard = await hasty.ask({ name: 'events.enroll', input: { eventId: event.id }, nonce, who: curious })
      if (!heard?.answer.ok) return heard!
    }
  }
  await come(40)

  fillDisk(server)
  const coming = come(40)
  coming.catch(() => undefined)
  await until(() => journal.unanswered.unavailable > 50)
  const refused = await firstRefusal()
  expect(refused).toMatchObject({ status: 503, answer: { code: 'unavailable', hint: expect.stringMatching(/[\u4e00-\u9fff]/) } })
  expect(refused.text).not.toMatch(/space|extend|disk|sql|pg_|relation|stack|\.ts/i)
  expect(await hasty.ask({ name: 'events.get', input: { eventId: event.id }, who: curious })).toMatchObject({
    status: 200,
    answer: { ok: true },
  })

  await useUpLog()
  await until(() => server.said.includes('tried again until there is room'))
  expect(await hasty.ask({ name: 'events.get', input: { eventId: event.id }, who: curious })).toMatchObject({ status: 503 })

  emptyDisk(server)
  await coming
  expect(server.pid).toBe(pid)
  expect(journal.contradictions).toEqual([])
  expect(journal.unanswered.server_error).toBe(0)
  await client.end().catch(() => undefined)
  client = new Client(server.database)
  await client.connect()
  expect(await compareAcknowledged(client, [event], journal.acknowledged)).toEqual({ lost: [], duplicated: [] })
  expect(await compareWhole(client, [event], journal)).toEqual([])
  expect(new Set(journal.acknowledged.map(({ call }) => call.who!.id)).size).toBe(81)
  await client.end()
  expect(await server.stop()).toBe(0)
})
