import { readPdf } from '@cloud/services/printing/pdf/_read-pdf'
import { A4 } from '@cloud/services/printing/pdf/paper'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { START, World } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
  world.now = START - DAY_MS
})
afterAll(() => world.close())

const LOWER_HALF = [0, A4.height / 2, A4.width, A4.height / 2] as const
const print = async (eventId: string) => {
  const made = await world.call(world.officer, 'events.poster', { eventId })
  return { ...made, pdf: readPdf(Buffer.from(made.base64, 'base64'), [LOWER_HALF]) }
}

test('the poster says what, when and where, and its code opens the event’s own page', async () => {
  const event = await world.publish({ title: '清河净滩', contact: '小林' })
  const { name, mime, pdf } = await print(event.id)
  expect([name, mime]).toEqual(['清河净滩-海报.pdf', 'application/pdf'])
  const text = pdf.pages[0]!.texts.map((one) => one.text).join('\n')
  for (const part of ['清河净滩', '11月21日 周六 14:00–17:00', 'east青年之家', '主办 east', '联系 小林']) expect(text).toContain(part)
  expect(text).not.toContain('海报签到')
  expect(pdf.codes.map((code) => code.text)).toEqual([`https://qn.example/#/packages/events/detail/index?code=${event.code}`])
})

test('a title that no font of ours draws whole, or that no file may be called, is printed all the same', async () => {
  const event = await world.publish({ title: '清河/行动🌊🦆：第<1>场', endsAt: START + 2 * HOUR_MS })
  const { name, pdf } = await print(event.id)
  expect(name).toBe('清河 行动🌊🦆：第 1 场-海报.pdf')
  expect(pdf.pages[0]!.texts.map((one) => one.text).join('')).toContain('清河/行动：第<1>场')
})

test('a cancelled event has no poster, and a neighbor prints none', async () => {
  const event = await world.publish()
  expect(await world.codeOf(world.stranger, 'events.poster', { eventId: event.id })).toBe('not_found')
  await world.call(world.officer, 'events.cancel', { eventId: event.id, reason: '停电了' })
  expect(await world.codeOf(world.officer, 'events.poster', { eventId: event.id })).toBe('not_found')
})
