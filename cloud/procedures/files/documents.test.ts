import { createCanvas } from '@napi-rs/canvas'
import { sql } from 'kysely'
import type { FileRef } from '@core/contract/common'
import { DOCUMENT_MAX_BYTES, MOST_PARTS, PART_BYTES } from '@core/contract/file-sizes'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { docxOf, inParts, pdfOf, xlsxOf, zipOf } from '../../../tests/fakes/documents'
import { someNonce, START, World, type Player } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

const PICTURE = createCanvas(60, 40).toBuffer('image/jpeg').toString('base64')
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Sends some or all parts of a document. */
async function send(player: Player, document: Buffer, ns?: readonly number[]) {
  const { parts, sha256 } = inParts(document)
  const upload = someNonce()
  for (const n of ns ?? parts.map((_, at) => at + 1))
    await world.call(player, 'files.keepPart', { upload, n, of: parts.length, content: parts[n - 1]! })
  return { upload, sha256, parts }
}

async function keep(player: Player, document: Buffer, name = '申请表') {
  const { upload, sha256 } = await send(player, document)
  return world.call(player, 'files.keepDocument', { upload, name, sha256 })
}

async function fetched(player: Player, file: FileRef): Promise<Buffer> {
  const { of, base64 } = await world.call(player, 'files.getPart', { file, n: 1 })
  const parts = [base64]
  for (let n = 2; n <= of; n += 1) parts.push((await world.call(player, 'files.getPart', { file, n })).base64)
  return Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')))
}

const seenBy = (player: Player | null, file: FileRef) => world.codeOf(player, 'files.getPart', { file, n: 1 })
const partsOf = async (player: Player) =>
  (await world.database.kysely.selectFrom('file_part').select('n').where('owner_id', '=', player.id).execute()).length

describe('a document on its way', () => {
  test('comes in parts, is kept under who handed it in, and comes back byte for byte', async () => {
    const person = await world.player('甲')
    const document = docxOf(600_000)
    const kept = await keep(person, document)
    expect(kept).toMatchObject({ mime: expect.stringContaining('wordprocessingml'), name: '申请表.docx', size: document.length })
    expect(kept.file.startsWith(`${person.id}/`)).toBe(true)
    expect((await fetched(person, kept.file)).equals(document)).toBe(true)
    expect(await world.call(person, 'files.getPart', { file: kept.file, n: 3 })).toMatchObject({ of: 3, name: '申请表.docx' })
    expect(await world.codeOf(person, 'files.getPart', { file: kept.file, n: 4 })).toBe('not_found')
    expect(await partsOf(person)).toBe(0)
  })

  test('of exactly 10 MB is taken', async () => {
    const person = await world.player('甲')
    const document = pdfOf(DOCUMENT_MAX_BYTES - pdfOf().length)
    expect(document).toHaveLength(DOCUMENT_MAX_BYTES)
    const kept = await keep(person, document, '材料.pdf')
    expect(kept).toMatchObject({ mime: 'application/pdf', name: '材料.pdf', size: DOCUMENT_MAX_BYTES })
    expect((await fetched(person, kept.file)).equals(document)).toBe(true)
  })

  test('is refused with its first part where it would be larger, and nothing of it is kept', async () => {
    const person = await world.player('甲')
    const part = { upload: someNonce(), n: 1, of: MOST_PARTS + 1, content: Buffer.alloc(PART_BYTES).toString('base64') }
    expect(await world.ask(person, 'files.keepPart', part)).toMatchObject({
      code: 'file_too_large',
      hint: '附件最大 10 MB，压缩一下再选',
    })
    const long = Buffer.alloc(PART_BYTES + 1).toString('base64')
    expect(await world.codeOf(person, 'files.keepPart', { ...part, of: 1, content: long })).toBe('bad_request')
    expect(await partsOf(person)).toBe(0)
    // One that says less of itself than it is.
    const { upload, sha256 } = await send(person, pdfOf(DOCUMENT_MAX_BYTES - pdfOf().length + 1))
    expect(await world.codeOf(person, 'files.keepDocument', { upload, name: '一', sha256 })).toBe('file_too_large')
  })

  test('may lose the answer to a part, which is sent again, and its parts may come in any order', async () => {
    const person = await world.player('甲')
    const document = xlsxOf()
    const { sha256 } = inParts(document)
    const upload = someNonce()
    const halves = [document.subarray(0, 100), document.subarray(100)].map((half) => half.toString('base64'))
    for (const [n, content] of [
      [2, halves[1]!],
      [1, halves[1]!],
      [1, halves[0]!],
    ] as const)
      await world.call(person, 'files.keepPart', { upload, n, of: 2, content })
    expect(await world.call(person, 'files.keepDocument', { upload, name: '名单', sha256 })).toMatchObject({
      mime: XLSX,
      name: '名单.xlsx',
    })
  })

  test('asked for twice by one command is kept once', async () => {
    const person = await world.player('甲')
    const { upload, sha256 } = await send(person, pdfOf())
    const [nonce, input] = [someNonce(), { upload, name: '一', sha256 }]
    const first = await world.call(person, 'files.keepDocument', input, nonce)
    expect(await world.call(person, 'files.keepDocument', input, nonce)).toEqual(first)
    expect(await world.codeOf(person, 'files.keepDocument', input)).toBe('file_incomplete')
  })

  test('is no document where a part is missing, or another hash was meant, or somebody else sent it', async () => {
    const [person, other] = [await world.player('甲'), await world.player('乙')]
    const { upload, sha256 } = await send(person, pdfOf(600_000), [1, 3])
    const ask = (player: Player, changed = {}) =>
      world.ask(player, 'files.keepDocument', { upload, name: '一', sha256, ...changed }) as Promise<{ code: string; hint: string }>
    expect(await ask(person)).toMatchObject({ code: 'file_incomplete', hint: '附件没传完整，再传一次' })
    expect(await ask(person, { upload: someNonce() })).toMatchObject({ code: 'file_incomplete' })
    const whole = await send(person, pdfOf())
    expect(await ask(person, { upload: whole.upload })).toMatchObject({ code: 'file_incomplete' })
    expect(await ask(other, whole)).toMatchObject({ code: 'file_incomplete' })
    expect(await ask(person, whole)).toMatchObject({ ok: true })
  })

  test.each([
    ['a picture', Buffer.from(PICTURE, 'base64')],
    ['a program', Buffer.from('MZ\x90\x00')],
    ['an archive', zipOf({ 'a.exe': 'MZ' })],
    ['a DOCX with a program in it', zipOf({ '[Content_Types].xml': '', 'word/document.xml': '', 'word/vbaProject.bin': 'x' })],
  ])('is refused where it is %s, whatever it is called', async (_, document) => {
    const person = await world.player('甲')
    const { upload, sha256 } = await send(person, document)
    expect(await world.ask(person, 'files.keepDocument', { upload, name: '申请表.pdf', sha256 })).toMatchObject({
      code: 'not_a_document',
      hint: '只收照片，和 PDF、Word、Excel 文件',
    })
    expect(await world.database.kysely.selectFrom('file').select('id').where('owner_id', '=', person.id).execute()).toEqual([])
  })

  test('is forgotten where three later ones were begun, and a day after its last part', async () => {
    const person = await world.player('甲')
    const begun = []
    for (let n = 0; n < 4; n += 1) {
      world.now += 1_000
      begun.push(await send(person, pdfOf(300_000 + n), [1]))
    }
    expect(await partsOf(person)).toBe(3)
    const ended = []
    for (const { upload, parts, sha256 } of begun.reverse()) {
      await world.call(person, 'files.keepPart', { upload, n: 2, of: 2, content: parts[1]! })
      ended.push(await world.codeOf(person, 'files.keepDocument', { upload, name: '一', sha256 }))
    }
    expect(ended).toEqual(['ok', 'ok', 'ok', 'file_incomplete'])
    world.now += DAY_MS - 1
    await world.tick()
    expect(await partsOf(person)).toBe(1)
    world.now += 1
    await world.tick()
    expect(await partsOf(person)).toBe(0)
  })

  test('waits to be used with seventeen others at most; pictures do not count', async () => {
    const person = await world.player('甲')
    await world.call(person, 'files.keep', { content: PICTURE })
    for (let n = 0; n < 17; n += 1) await keep(person, pdfOf(n))
    const uploads = [await send(person, pdfOf(100)), await send(person, pdfOf(101)), await send(person, pdfOf(102))]
    const tried = ({ upload, sha256 }: (typeof uploads)[number]) =>
      world.codeOf(person, 'files.keepDocument', { upload, name: '一', sha256 })
    // At once, for the one that is left.
    expect((await Promise.all(uploads.map(tried))).sort()).toEqual(['ok', 'too_many_files', 'too_many_files'])
    expect(await world.codeOf(person, 'files.keep', { content: PICTURE })).toBe('ok')
  })

  test('is no picture: no home and no event carries it, and nobody gets it as one', async () => {
    const { officer } = world
    const { file } = await keep(officer, pdfOf())
    expect(await world.codeOf(officer, 'files.get', { file })).toBe('not_found')
    const home = { homeId: world.home.east, address: '', hours: '', services: [], about: '', cover: file }
    expect(await world.codeOf(officer, 'homes.edit', home)).toBe('not_a_picture')
    const event = {
      homeId: world.home.east,
      title: '旧物改造',
      category: 'culture',
      startsAt: START,
      endsAt: START + HOUR_MS,
      places: null,
      givesHours: false,
    }
    expect(await world.codeOf(officer, 'events.publish', { ...event, cover: file })).toBe('not_a_picture')
  })

  test('is stored so that a part of it is read without the rest', async () => {
    const { rows } = await sql<{ attstorage: string }>`
      select attstorage from pg_attribute where attrelid in ('file'::regclass, 'file_part'::regclass) and attname = 'content'`.execute(
      world.database.kysely,
    )
    expect(rows).toEqual([{ attstorage: 'e' }, { attstorage: 'e' }])
  })
})

describe('what came with a case', () => {
  /** A case of somebody at the east, with the files that it took: of the case itself, of a message, of a note, of its answer. */
  async function layCase({ anonymous = false, aboutOrgId = null as string | null, ownerOrgId = world.org.east } = {}) {
    const person = await world.player('小周')
    const joint = await world.grant(await world.player('南边的人'), 'officer', world.org.south)
    const id = world.ids.uuid(world.now)
    const { secrecy } = { secrecy: { seal: (text: string) => `0.${text}` } }
    const files = { of: '', message: '', note: '', answer: '' }
    await world.store.transaction(async (tx) => {
      const take = async (player: Player, document: Buffer) =>
        (await tx.files.giveToCase([(await keep(player, document)).file], player.id, id, world.now))![0]!
      files.of = await take(person, pdfOf(1))
      files.message = await take(world.officer, xlsxOf())
      files.note = await take(world.officer, docxOf())
      files.answer = await take(world.officer, docxOf(10))
      const jointOrgIds = ownerOrgId === world.org.south ? [] : [world.org.south]
      const parties = { kind: 'complaint' as const, personId: person.id, ownerOrgId, jointOrgIds, openedOrgId: null, aboutOrgId }
      const due = { acceptDueAt: world.now + DAY_MS, dueAt: world.now + 7 * DAY_MS }
      const made = { id, anonymous, openedBy: person.id, ownerId: world.officer.id, topic: 'work' as const, textEnc: secrecy.seal('字') }
      await tx.cases.insert({ ...parties, ...made, ...due, files: [files.of], serviceId: null, sessionId: null }, world.now)
      const entry = (step: 'message' | 'note', file: string) => ({
        id: world.ids.uuid(world.now),
        caseId: id,
        step,
        byId: world.officer.id,
        byOrgId: world.org.east,
        textEnc: secrecy.seal('字'),
        files: [file],
      })
      await tx.cases.append(entry('message', files.message), world.now)
      await tx.cases.append(entry('note', files.note), world.now)
      await tx.cases.change(
        id,
        { state: 'resolved', answer: { outcome: 'resolved', textEnc: secrecy.seal('字'), files: [files.answer] } },
        world.now,
      )
    })
    return { id, person, joint, files }
  }

  test('belongs to the case, under a name that says nothing of who handed it in', async () => {
    const { id, person, files } = await layCase({ anonymous: true })
    for (const file of Object.values(files)) expect(file.startsWith(`${id}/`)).toBe(true)
    expect(JSON.stringify(await world.call(world.officer, 'files.about', { files: [files.of] }))).not.toContain(person.id)
    // It is not there under the old name any more.
    const left = await world.database.kysely.selectFrom('file').select('id').where('owner_id', '=', person.id).execute()
    expect(left).toEqual([])
  })

  test('is seen by who reads the case: its person, but for notes, and officers in charge and joined in; by nobody else', async () => {
    const { person, joint, files } = await layCase()
    const other = await world.player('乙')
    const codes = async (player: Player | null) => Promise.all(Object.values(files).map((file) => seenBy(player, file)))
    expect(await codes(person)).toEqual(['ok', 'ok', 'not_found', 'ok'])
    for (const officer of [world.officer, joint]) expect(await codes(officer)).toEqual(['ok', 'ok', 'ok', 'ok'])
    for (const stranger of [other, world.secretary]) expect(await codes(stranger)).toEqual(Array(4).fill('not_found'))
    expect(await codes(null)).toEqual(Array(4).fill('not_logged_in'))
  })

  test('is kept from officers of the organization that it is about, also where that is in charge', async () => {
    const { person, joint, files } = await layCase({ aboutOrgId: world.org.south })
    expect([await seenBy(person, files.of), await seenBy(world.officer, files.of), await seenBy(joint, files.of)]).toEqual([
      'ok',
      'ok',
      'not_found',
    ])
    const mixed = await layCase({ aboutOrgId: world.org.south, ownerOrgId: world.org.south })
    expect(await seenBy(mixed.joint, mixed.files.of)).toBe('not_found')
  })

  test('is told of in a list, without what the caller may not see', async () => {
    const { person, files } = await layCase()
    const all = Object.values(files)
    const { items } = await world.call(person, 'files.about', { files: [...all, all[0]!, `${person.id}/${world.ids.uuid(1)}`] })
    expect(items).toEqual([
      { file: files.of, mime: 'application/pdf', name: '申请表.pdf', size: pdfOf(1).length },
      { file: files.message, mime: XLSX, name: '申请表.xlsx', size: xlsxOf().length },
      expect.objectContaining({ file: files.answer, name: '申请表.docx' }),
    ])
    expect((await world.call(world.officer, 'files.about', { files: all })).items).toHaveLength(4)
    expect(await world.call(await world.player('乙'), 'files.about', { files: all })).toEqual({ items: [] })
  })

  test('a picture of a case is fetched as pictures are, and no event may carry it', async () => {
    const person = await world.player('小周')
    const { file } = await world.call(person, 'files.keep', { content: PICTURE })
    const { id, files } = await layCase()
    const [taken] = (await world.store.transaction((tx) => tx.files.giveToCase([file], person.id, id, world.now)))!
    await world.database.kysely
      .updateTable('case_file')
      .set({ files: [files.of, taken!] })
      .where('case_id', '=', id)
      .execute()
    expect(await world.call(world.officer, 'files.get', { file: taken! })).toEqual({ mime: 'image/jpeg', base64: PICTURE })
    for (const other of [null, person, world.secretary]) expect(await world.codeOf(other, 'files.get', { file: taken! })).toBe('not_found')
    expect(await world.store.files.publicContent(taken!)).toBeNull()
    const event = { homeId: world.home.east, title: '旧物改造', category: 'culture', startsAt: START, endsAt: START + HOUR_MS }
    const published = { ...event, places: null, givesHours: false, cover: taken! }
    expect(await world.codeOf(world.officer, 'events.publish', published)).toBe('not_a_picture')
  })

  test('only who handed a file in gives it to a case, once; all of them or none', async () => {
    const [person, other] = [await world.player('甲'), await world.player('乙')]
    const [own, second, others] = [
      (await keep(person, pdfOf())).file,
      (await keep(person, xlsxOf())).file,
      (await keep(other, pdfOf())).file,
    ]
    const id = world.ids.uuid(world.now)
    const give = (files: FileRef[], player = person) =>
      world.store.transaction((tx) => tx.files.giveToCase(files, player.id, id, world.now))
    expect(await give([own, others])).toBeNull()
    expect(await give([own, `${person.id}/${world.ids.uuid(1)}`])).toBeNull()
    expect(await seenBy(person, own)).toBe('ok')
    expect(await give([])).toEqual([])
    expect(await give([second, own, second])).toEqual([`${id}/${second.split('/')[1]}`, `${id}/${own.split('/')[1]}`])
    expect(await give([own])).toBeNull()
    // Two cases at once: one of them has it.
    const third = (await keep(person, pdfOf(3))).file
    const both = await Promise.all(
      [world.ids.uuid(world.now), world.ids.uuid(world.now)].map((caseId) =>
        world.store.transaction((tx) => tx.files.giveToCase([third], person.id, caseId, world.now)),
      ),
    )
    expect(both.filter(Boolean)).toHaveLength(1)
  })

  test('a picture that is a cover already goes to the case and stays the cover', async () => {
    const { officer } = world
    const { file } = await world.call(officer, 'files.keep', { content: PICTURE })
    const event = await world.publish({ cover: file })
    const id = world.ids.uuid(world.now)
    expect(await world.store.transaction((tx) => tx.files.giveToCase([file], officer.id, id, world.now))).toHaveLength(1)
    expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ cover: file })
    expect(await world.codeOf(null, 'files.get', { file })).toBe('ok')
  })
})
