import { createCanvas } from '@napi-rs/canvas'
import { World, type Player } from '../../../tests/fakes/world'
import { accepted, look } from './_casework'

let world: World
let young: Player
let caseId: string
beforeEach(async () => {
  world = await World.open()
  young = await world.player('小王')
  caseId = await accepted(world, young)
})
afterEach(() => world.close())

const picture = createCanvas(60, 40).toBuffer('image/jpeg').toString('base64')
const keep = async (player: Player) => (await world.call(player, 'files.keep', { content: picture })).file
const seenBy = (player: Player, file: string) => world.codeOf(player, 'files.get', { file })

test('what officers attach is read by who reads it: a reply’s and an answer’s by the person, a note’s by officers alone', async () => {
  await world.call(world.officer, 'cases.reply', { caseId, text: '表在这里', files: [await keep(world.officer)] })
  await world.call(world.officer, 'cases.note', { caseId, text: '通话记录', files: [await keep(world.officer)] })
  await world.call(world.officer, 'cases.answer', { caseId, outcome: 'resolved', text: '收据', files: [await keep(world.officer)] })
  const { entries, answer } = await look(world, world.officer, caseId)
  const [reply, note, answered] = ['message', 'note', 'resolved'].map((step) => entries.find((entry) => entry.step === step)!.files[0]!)
  expect(answer?.files).toEqual([answered])
  expect(await Promise.all([reply, note, answered].map((file) => seenBy(young, file!)))).toEqual(['ok', 'not_found', 'ok'])
  expect(await Promise.all([reply, note, answered].map((file) => seenBy(world.officer, file!)))).toEqual(['ok', 'ok', 'ok'])
  expect(await seenBy(world.stranger, reply!)).toBe('not_found')
})

test('a file that is somebody else’s, or is not there, is attached to nothing, and nothing is half done', async () => {
  const theirs = await keep(world.stranger)
  for (const files of [[theirs], [`${world.officer.id}/${young.id}`], [await keep(world.officer), theirs]]) {
    expect(await world.codeOf(world.officer, 'cases.reply', { caseId, text: '看', files })).toBe('file_incomplete')
    expect(await world.codeOf(world.officer, 'cases.note', { caseId, text: '看', files })).toBe('file_incomplete')
    expect(await world.codeOf(world.officer, 'cases.answer', { caseId, outcome: 'resolved', text: '看', files })).toBe('file_incomplete')
    const whistle = { orgId: world.org.east, ownerOrgId: world.org.south, jointOrgIds: [], topic: 'life' as const, text: '看', files }
    expect(await world.codeOf(world.officer, 'cases.whistle', whistle)).toBe('file_incomplete')
  }
  expect((await look(world, world.officer, caseId)).entries.map(({ step }) => step)).toEqual(['submitted', 'accepted'])
  expect(await world.messagesOf(world.stranger)).toEqual([])
})

test('a whistle’s picture is seen by all it calls', async () => {
  const called = {
    orgId: world.org.east,
    ownerOrgId: world.org.county,
    jointOrgIds: [world.org.south],
    topic: 'life' as const,
    text: '围栏坏了',
  }
  const { caseId: id } = await world.call(world.officer, 'cases.whistle', { ...called, files: [await keep(world.officer)] })
  const [file] = (await look(world, world.secretary, id)).files
  for (const reader of [world.officer, world.secretary, world.stranger]) expect(await seenBy(reader, file!)).toBe('ok')
  expect(await seenBy(young, file!)).toBe('not_found')
})
