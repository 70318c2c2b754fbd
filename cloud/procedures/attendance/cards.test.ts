import { DAY_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type WorldEvent } from '../../../tests/fakes/world'
import { mm } from '../../services/printing/pdf/paper'
import { readPdf, type Area } from '../../services/printing/pdf/_read-pdf'
import { enrolled, entry, join } from './_door'

let world: World
let event: WorldEvent
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START - DAY_MS
  event = await world.publish()
})

/** The first card of the first page: 90 × 54 mm in the middle of A4. */
const FIRST: Area = [mm(15), mm(13.5), mm(90), mm(54)]
const print = async (more: { eventId?: string; orgId?: string; validUntil?: string } = {}, by = world.officer) => {
  const file = await world.call(by, 'attendance.cards', { orgId: world.org.east, validUntil: '2026-12-31', ...more })
  return { ...file, read: readPdf(Buffer.from(file.base64, 'base64'), [FIRST]) }
}
const codeOf = (more: { eventId?: string; orgId?: string; validUntil?: string } = {}, by = world.officer) =>
  world.codeOf(by, 'attendance.cards', { orgId: world.org.east, validUntil: '2026-12-31', ...more })
const textsOf = ({ read }: Awaited<ReturnType<typeof print>>) => read.pages.flatMap((page) => page.texts.map(({ text }) => text))

test('the card of somebody without a phone signs them in until its last day', async () => {
  const old = await enrolled(world, '林奶奶', event)
  const file = await print({ eventId: event.id })
  expect(file).toMatchObject({ mime: 'application/pdf', name: 'east签到卡.pdf' })
  expect(textsOf(file)).toEqual(expect.arrayContaining(['林奶奶', '有效期至 2026-12-31']))
  const pass = file.read.codes[0]!.text
  world.now = START
  const card = [entry(world, { by: 'card', pass })]
  expect(await world.call(world.officer, 'attendance.record', { eventId: event.id, entries: card })).toMatchObject({
    entries: [{ personId: old.id, outcome: 'signed_in', enrolled: true }],
  })
  const asPass = [entry(world, { by: 'pass', pass })]
  expect(await world.codeOf(world.officer, 'attendance.record', { eventId: event.id, entries: asPass })).toBe('pass_invalid')
})
test('a card is good through its last day and not a moment longer', async () => {
  await enrolled(world, '林奶奶', event)
  const pass = (await print({ eventId: event.id, validUntil: '2026-11-21' })).read.codes[0]!.text
  const late = await world.publish({ startsAt: instantOf('2026-11-21', '23:00'), endsAt: instantOf('2026-11-22', '01:00') })
  const at = (moment: number) => {
    world.now = moment + MINUTE_MS
    return world.codeOf(world.officer, 'attendance.record', { eventId: late.id, entries: [entry(world, { by: 'card', pass, at: moment })] })
  }
  expect(await at(instantOf('2026-11-22', '00:00'))).toBe('pass_expired')
  expect(await at(instantOf('2026-11-22', '00:00') - 1)).toBe('ok')
})
test('cards of an organization are those of its own people, not of those below', async () => {
  await join(world, await world.player('东街的人'), world.org.east)
  await join(world, await world.player('县里的人'), world.org.county)
  const texts = textsOf(await print({ orgId: world.org.county }, world.secretary))
  expect(texts).toContain('县里的人')
  expect(texts).not.toContain('东街的人')
})
test('the printing of cards is logged', async () => {
  await enrolled(world, '林奶奶', event)
  world.now += 1
  await print({ eventId: event.id })
  const { at } = await world.database.kysely
    .selectFrom('command')
    .select('at')
    .where('name', '=', 'attendance.cards')
    .where('actor_id', '=', world.officer.id)
    .orderBy('at', 'desc')
    .executeTakeFirstOrThrow()
  expect(at).toBe(world.now)
})
test('a day that is over, one beyond a year, an empty list and a name that no font draws are told apart', async () => {
  expect(await codeOf({ eventId: event.id, validUntil: '2026-11-19' })).toBe('invalid_time')
  expect(await codeOf({ eventId: event.id, validUntil: '2027-11-22' })).toBe('invalid_time')
  expect(await codeOf({ eventId: event.id })).toBe('nobody_to_print')
  await enrolled(world, '小明😀', event)
  const answer = await world.ask(world.officer, 'attendance.cards', {
    orgId: world.org.east,
    eventId: event.id,
    validUntil: '2026-12-31',
  })
  expect(answer).toMatchObject({ ok: false, code: 'name_not_printable', params: { name: '小明😀' } })
})
test('nobody prints cards for the event of another organization, nor by naming their own beside it', async () => {
  await enrolled(world, '林奶奶', event)
  expect(await codeOf({ eventId: event.id }, world.stranger)).toBe('not_found')
  expect(await codeOf({ eventId: event.id, orgId: world.org.south }, world.stranger)).toBe('not_found')
})
