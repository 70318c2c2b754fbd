import { sql } from 'kysely'
import { createCanvas } from '@napi-rs/canvas'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { inParts, pdfOf } from '../../tests/fakes/documents'
import { someNonce, START, World, type Player } from '../../tests/fakes/world'
import { clearPictures } from './clear-pictures'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

const content = createCanvas(30, 20).toBuffer('image/png').toString('base64')
const keep = async (player: Player = world.officer) => (await world.call(player, 'files.keep', { content })).file
const clear = () => clearPictures({ store: world.store, ids: world.ids, now: world.now })
const isKept = async (file: string) => (await world.store.files.about([file])).length > 0
const showcase = (eventId: string, pictures: string[], by: Player) =>
  world.call(by, 'events.saveShowcase', { eventId, text: '来了很多人', pictures })

test('a picture that nothing refers to goes after thirty days, not before, whoever runs the job at the same time', async () => {
  const old = await keep()
  world.now += DAY_MS
  const young = await keep()
  world.now += 29 * DAY_MS - 1
  await clear()
  expect(await isKept(old)).toBe(true)
  world.now += 1
  await Promise.all([clear(), clear(), clear()])
  expect([await isKept(old), await isKept(young)]).toEqual([false, true])
  await clear()
  expect(await isKept(young)).toBe(true)
})

/** Lays one picture behind every kind of reference there is. */
async function useEveryWay(): Promise<Record<string, string>> {
  const { officer, secretary } = world
  const event = await world.publish({ cover: await keep() })
  const { cover } = await world.call(officer, 'events.get', { eventId: event.id })
  await world.call(secretary, 'people.saveSetting', {
    orgId: world.org.county,
    setting: { name: 'review', value: { byParent: true } },
    why: '先看一眼',
  })
  const [waiting, returned] = [await keep(), await keep()]
  await world.publish({ cover: waiting })
  const second = await world.publish({ cover: returned })
  expect(await world.review(secretary, second, { approve: false, reason: '写具体些' })).toBe('ok')
  const home = await keep()
  await world.call(officer, 'homes.edit', { homeId: world.home.east, address: '', hours: '', services: [], about: '', cover: home })
  world.now = START
  const shown = await keep()
  await showcase(event.id, [shown], officer)
  const helper = await world.grant(await world.player('小周'), 'helper', null, event.id)
  const handedIn = await keep(helper)
  await showcase(event.id, [handedIn], helper)
  await world.call(officer, 'attendance.addEvidence', { eventId: event.id, kind: 'group_photo', picture: content, note: '' })
  const { rows } = await sql<{ file: string }>`select file from evidence`.execute(world.database.kysely)
  return { cover: cover!, waiting, returned, home, shown, handedIn, evidence: rows[0]!.file, ...(await useInCase()) }
}

async function keepDocument(player: Player): Promise<string> {
  const { parts, sha256 } = inParts(pdfOf())
  const upload = someNonce()
  await world.call(player, 'files.keepPart', { upload, n: 1, of: 1, content: parts[0]! })
  return (await world.call(player, 'files.keepDocument', { upload, name: '材料', sha256 })).file
}

/** In a case: with what was written first, in a message of each side, in a note, and in the answer before and after the reopening. */
async function useInCase(): Promise<Record<string, string>> {
  const { officer } = world
  const person = await world.player('小周')
  const text = '想问问怎么办'
  const matter = { kind: 'question', orgId: world.org.east, topic: 'work', text } as const
  const { caseId } = await world.call(person, 'cases.submit', { ...matter, files: [await keepDocument(person)] })
  await world.call(person, 'cases.say', { caseId, text, files: [await keep(person)] })
  await world.call(officer, 'cases.accept', { caseId, ownerId: null })
  await world.call(officer, 'cases.reply', { caseId, text, files: [await keepDocument(officer)] })
  await world.call(officer, 'cases.note', { caseId, text, files: [await keep()] })
  await world.call(officer, 'cases.answer', { caseId, outcome: 'resolved', text, files: [await keep()] })
  await world.call(person, 'cases.reopen', { caseId, text })
  await world.call(officer, 'cases.answer', { caseId, outcome: 'resolved', text, files: [await keepDocument(officer)] })
  const { files, answer, entries } = await world.call(officer, 'cases.get', { caseId })
  const filesOf = (step: string) => entries.filter((entry) => entry.step === step).flatMap((entry) => entry.files)
  const [said, replied] = filesOf('message')
  const [note] = filesOf('note')
  const [before] = filesOf('resolved')
  return { submitted: files[0]!, said: said!, replied: replied!, note: note!, before: before!, answer: answer!.files[0]! }
}

test('a picture or document that something refers to stays, whatever it is that does, month after month', async () => {
  const used = await useEveryWay()
  for (let month = 0; month < 3; month += 1) {
    world.now += 31 * DAY_MS
    await clear()
  }
  const gone = []
  for (const [how, file] of Object.entries(used)) if (!(await isKept(file))) gone.push(how)
  expect(gone).toEqual([])
})

test('no other column of the database holds a reference to a picture', async () => {
  const used = Object.values(await useEveryWay())
  const { rows: columns } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and (data_type = 'text' or udt_name = '_text') order by 1, 2`.execute(world.database.kysely)
  const holding = []
  for (const { table, column } of columns) {
    const found = await sql`
      select 1 from ${sql.table(table)}, unnest(${used}::text[]) u (ref) where ${sql.ref(column)}::text like '%' || u.ref || '%' limit 1`.execute(
      world.database.kysely,
    )
    if (found.rows.length > 0) holding.push(`${table}.${column}`)
  }
  expect(holding).toEqual([
    'case_entry.files',
    'case_file.answer_files',
    'case_file.files',
    'event.cover_file',
    'evidence.file',
    'home.cover_file',
    'showcase.pictures',
  ])
})

test('a picture that is used no more goes when it is looked at again', async () => {
  const first = await keep()
  const edit = (cover: string) =>
    world.call(world.officer, 'homes.edit', { homeId: world.home.east, address: '', hours: '', services: [], about: '', cover })
  await edit(first)
  world.now += 31 * DAY_MS
  await clear()
  expect(await isKept(first)).toBe(true)
  const second = await keep()
  await edit(second)
  world.now += 31 * DAY_MS
  await clear()
  expect([await isKept(first), await isKept(second)]).toEqual([false, true])
})

test('many are cleared in small parts, until none is left', async () => {
  const { ownerId, at } = { ownerId: world.officer.id, at: new Date(world.now) }
  await sql`
    insert into file (owner_id, id, sha256, size, mime, is_public, content, look_again_at, created_at)
    select ${ownerId}, gen_random_uuid(), '', 1, 'image/png', false, '\\x00', ${at}, ${at} from generate_series(1, 250)`.execute(
    world.database.kysely,
  )
  const left = async () => (await sql<{ n: number }>`select count(*)::int as n from file`.execute(world.database.kysely)).rows[0]!.n
  const seen = []
  for (let run = 0; run < 4; run += 1) {
    await clear()
    seen.push(await left())
  }
  expect(seen).toEqual([150, 50, 0, 0])
})

test('a picture that somebody is about to use is not cleared under their hands; were it not held, its home would have lost it', async () => {
  const setCover = (held: boolean, file: string, homeId: string, meanwhile: () => Promise<void>) =>
    world.store.transaction(async (tx) => {
      if (held) expect(await tx.files.hold([file])).toEqual([file])
      await meanwhile()
      await tx.homes.edit(homeId, { address: '', hours: '', services: [], about: '', cover: file })
    })
  const [held, loose] = [await keep(), await keep()]
  world.now += 31 * DAY_MS
  await setCover(true, held, world.home.east, clear)
  world.now += 31 * DAY_MS
  await setCover(false, loose, world.home.south, clear)
  expect([await isKept(held), await isKept(loose)]).toEqual([true, false])
})

test('what was cleared cannot be used any more, and is refused as no picture', async () => {
  const file = await keep()
  world.now += 31 * DAY_MS
  await clear()
  const form = {
    homeId: world.home.east,
    title: '旧物改造',
    category: 'culture',
    startsAt: world.now + HOUR_MS,
    endsAt: world.now + 2 * HOUR_MS,
  }
  expect(await world.codeOf(world.officer, 'events.publish', { ...form, places: null, givesHours: false, cover: file })).toBe(
    'not_a_picture',
  )
})

test('the job is among those that a host runs', async () => {
  const file = await keep()
  world.now += 31 * DAY_MS
  await world.tick()
  expect(await isKept(file)).toBe(false)
})
