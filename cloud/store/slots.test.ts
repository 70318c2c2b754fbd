import { sql } from 'kysely'
import { DAY_MS } from '@core/rules/shared/calendar'
import { START, World } from '../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
  world.now = START - DAY_MS
})
afterAll(() => world.close())

const matter = (question: string) => ({ topic: 'study' as const, questionEnc: question, anonymous: false })

async function untilSomebodyWaits(): Promise<void> {
  const waits = sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted`
  while ((await waits.execute(world.database.kysely)).rows[0]!.n === 0) await new Promise((resolve) => setImmediate(resolve))
}

test('a question that is changed while the session is cancelled is not said to be booked', async () => {
  const session = await world.session()
  const person = await world.player('赵一')
  const booking = (question: string) =>
    world.store.transaction((tx) =>
      tx.slots.book(session, person.id, { slotNo: 1, id: world.ids.uuid(world.now), matter: matter(question) }, world.now),
    )
  expect((await booking('助学贷款')).outcome).toBe('booked')
  let changing: Promise<unknown> = Promise.resolve()
  await world.store.transaction(async (tx) => {
    await tx.sessions.lock([session.id])
    await tx.slots.holdAll(session.id)
    await tx.slots.endAll(session.id, world.now)
    await tx.sessions.cancel(session.id, '下乡调研', world.now)
    changing = booking('助学金').catch((error: unknown) => error)
    await untilSomebodyWaits()
  })
  // It is run again then, and refused by what it reads.
  expect(await changing).toMatchObject({ code: '40001' })
  expect(await world.store.slots.booking(session.id, person.id)).toMatchObject({ state: 'cancelled', questionEnc: '助学贷款' })
})
