import { createCanvas } from '@napi-rs/canvas'
import { unzipSync } from 'fflate'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { unescapeXml, xmlParts } from '@cloud/services/printing/_unzip'
import { START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

/** A closed event: one came in time, one late and with a formula for a name, one did not come. */
async function closed(): Promise<{ event: WorldEvent; people: Player[] }> {
  world.now = START - DAY_MS
  const event = await world.publish({ title: '一起种树：=第 1 期/秋' })
  const people = await Promise.all(['李晓雨', '=HYPERLINK("http://x","点我")', '欧阳岚'].map((name) => world.player(name)))
  for (const person of people) await world.call(person, 'events.enroll', { eventId: event.id })
  for (const [index, person] of people.slice(0, 2).entries()) {
    world.now = START + index * 20 * MINUTE_MS
    const scanned = await world.scan(person, event)
    if (!scanned.ok) throw new Error(scanned.code)
  }
  world.now = event.endsAt
  for (const person of people.slice(0, 2)) await world.scan(person, event, 'sign_out')
  world.now = event.endsAt + HOUR_MS
  await world.call(world.officer, 'events.close', { eventId: event.id })
  return { event, people }
}

function keep(bytes: Buffer, mime: 'image/jpeg' | 'image/png' | 'image/webp') {
  return world.store.files.keep({ ownerId: world.officer.id, id: world.ids.uuid(world.now), bytes, mime, isPublic: false }, world.now)
}

async function briefOf(by: Player, event: WorldEvent): Promise<{ name: string; files: Record<string, Buffer> }> {
  const { name, mime, base64 } = await world.call(by, 'events.brief', { eventId: event.id })
  expect(mime).toBe('application/zip')
  const files = unzipSync(Buffer.from(base64, 'base64'))
  return { name, files: Object.fromEntries(Object.entries(files).map(([file, bytes]) => [file, Buffer.from(bytes)])) }
}

/** Every text of an office file. */
function textOf(file: Buffer): string {
  return Object.values(xmlParts(file)).map(unescapeXml).join('\n')
}

test('one tap makes a draft report, the register, a text for the group chat and three pictures', async () => {
  const { event } = await closed()
  const jpeg = createCanvas(80, 60).toBuffer('image/jpeg')
  const png = createCanvas(60, 40).toBuffer('image/png')
  const third = createCanvas(40, 40).toBuffer('image/jpeg')
  const pictures = [
    await keep(jpeg, 'image/jpeg'),
    await keep(png, 'image/png'),
    await keep(third, 'image/jpeg'),
    await keep(png, 'image/png'),
  ]
  await world.call(world.officer, 'events.saveShowcase', { eventId: event.id, text: '种下 30 棵香樟。\n孩子们最开心。', pictures })
  const { name, files } = await briefOf(world.officer, event)
  expect(name).toBe('一起种树：=第 1 期 秋 简报.zip')
  expect(Object.keys(files).sort()).toEqual(['照片-1.jpg', '照片-2.png', '照片-3.jpg', '签到名册.xlsx', '简报.docx', '群公告.txt'])
  expect(files['照片-2.png']).toEqual(png)

  const report = textOf(files['简报.docx']!)
  for (const said of [
    '2026年11月21日 周六 14:00–17:00',
    '3 人',
    '2 人',
    '1 人',
    '种下 30 棵香樟。',
    '孩子们最开心。',
    'east青年之家',
    '0.50',
  ])
    expect(report).toContain(said)
  expect(Object.keys(unzipSync(files['简报.docx']!)).filter((part) => part.startsWith('word/media/'))).toHaveLength(3)

  const chat = files['群公告.txt']!.toString()
  expect(chat).toContain('【一起种树：=第 1 期/秋】结束啦\r\n2026年11月21日 周六 14:00–17:00\r\neast青年之家')
  expect(chat).toContain('来了 2 位朋友')
  expect(chat).toContain('记入志愿时长 5.67 小时')
  expect(chat).not.toContain('李晓雨')
})

test('the register has everybody by their full name inside the organization, and who did not come', async () => {
  const { event } = await closed()
  const register = textOf((await briefOf(world.officer, event)).files['签到名册.xlsx']!)
  for (const said of ['李晓雨', '=HYPERLINK("http://x","点我")', '欧阳岚', '未到', '2026-11-21 14:00', '2026-11-21 17:00', '扫大屏的码'])
    expect(register).toContain(said)
  // Nothing in it runs: no cell is a formula.
  expect(xmlParts((await briefOf(world.officer, event)).files['签到名册.xlsx']!)['xl/worksheets/sheet1.xml']).not.toMatch(/<f[ >]/)
})

test('for the organization above the names are masked', async () => {
  const { event } = await closed()
  const { files } = await briefOf(world.secretary, event)
  const register = textOf(files['签到名册.xlsx']!)
  expect(register).toContain('李*雨')
  expect(register).toContain('欧阳*')
  const report = textOf(files['简报.docx']!)
  const chat = files['群公告.txt']!.toString()
  for (const text of [register, report, chat]) for (const hidden of ['李晓雨', '欧阳岚', 'HYPERLINK']) expect(text).not.toContain(hidden)
})

test('a WebP picture comes along as a file, and the document leaves out what it cannot show', async () => {
  const { event } = await closed()
  const webp = createCanvas(20, 20).toBuffer('image/webp')
  await world.call(world.officer, 'events.saveShowcase', { eventId: event.id, text: '', pictures: [await keep(webp, 'image/webp')] })
  const { files } = await briefOf(world.officer, event)
  expect(files['照片-1.webp']).toEqual(webp)
  expect(Object.keys(unzipSync(files['简报.docx']!)).filter((part) => part.startsWith('word/media/'))).toEqual([])
})

test('an event without showcase, pictures or people has a report as well', async () => {
  world.now = START - DAY_MS
  const event = await world.publish({ summary: '带上手套' })
  const { files } = await briefOf(world.officer, event)
  expect(Object.keys(files).sort()).toEqual(['签到名册.xlsx', '简报.docx', '群公告.txt'])
  expect(textOf(files['简报.docx']!)).toContain('带上手套')
})

test('the making of a report is written to the audit log, and nobody else makes one', async () => {
  const { event, people } = await closed()
  await briefOf(world.officer, event)
  const log = await world.database.kysely
    .selectFrom('command')
    .select(['actor_id', 'in_whose_name'])
    .where('name', '=', 'events.brief')
    .where('subject', '=', event.id)
    .execute()
  expect(log).toEqual([{ actor_id: world.officer.id, in_whose_name: world.org.east }])
  for (const other of [world.stranger, people[0]!])
    expect(await world.codeOf(other, 'events.brief', { eventId: event.id })).toBe('not_found')
})
