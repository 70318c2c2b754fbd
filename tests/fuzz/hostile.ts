/**
 * Calls that are well-formed and mean harm, by procedure: too long, out of order, somebody else's, cut, forged, too late. What is
 * merely of the wrong shape comes from strange.ts.
 */
import type { InputOf, ProcedureName } from '@core/contract/procedures'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import type { FuzzWorld } from './fuzz-world'
import type { CallerKeys } from './maker'
import { inParts, zipOf } from '../fakes/documents'
import { NO_PICTURES, pictureWithTail } from './picture-files'
import type { Random } from './random'

/** What is sent instead; `caller` where somebody else sends it. */
export interface HostileCall {
  input: unknown
  caller?: CallerKeys
}

type Hostile<N extends ProcedureName> = (input: InputOf<N>, fuzz: FuzzWorld, random: Random) => HostileCall

const NOBODYS = '00000000-0000-7000-8000-000000000000'
const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(1)>'
/** What is no document, whatever it says of itself: its one part goes out before it is asked to be kept. */
const NO_DOCUMENTS: readonly string[] = [
  Buffer.from('MZ'),
  Buffer.from('%PDF-1.7'),
  Buffer.from('PK\x03\x04PK\x05\x06', 'latin1'),
  Buffer.concat([zipOf({ 'word/document.xml': '' }), Buffer.alloc(22, 0xff)]),
  zipOf({ '../../etc/passwd': 'x', '[Content_Types].xml': '', 'word/document.xml': '', 'word/vbaProject.bin': '' }),
].map((bytes) => inParts(bytes).parts[0]!)

/** Days that no calendar has, and those at its edges. */
const DAYS = ['2026-02-30', '2026-02-31', '0000-01-01', '0001-01-01', '1969-12-31', '9999-12-31'] as const
const FIRST_INSTANT = 946_684_800_000
const LAST_INSTANT = 4_102_444_800_000

/** Places in a list that no list has given. */
const CURSORS = [
  `999999999999999.${NOBODYS}`,
  `0.${NOBODYS}`,
  `1.${'f'.repeat(36)}`,
  `1.${'-'.repeat(36)}`,
  `-1.${NOBODYS}`,
  `1e3.${NOBODYS}`,
  'x'.repeat(200),
] as const

/** A list asked for from a place that somebody has made up. */
function forged<N extends ProcedureName>(input: InputOf<N>, _: FuzzWorld, random: Random): HostileCall {
  return { input: { ...(input as object), after: random.pick(CURSORS) } }
}

/** What is no event that takes anything any more. */
function anotherEvent<N extends ProcedureName>(input: InputOf<N>, fuzz: FuzzWorld, random: Random): HostileCall {
  const ids = [NOBODYS, ...[...fuzz.over, fuzz.full].map(({ id }) => id)]
  return { input: { ...(input as object), eventId: random.pick(ids) } }
}

/** A case that is another’s, asked about by whoever has nothing to do with it. */
function anothersCase<N extends ProcedureName>(input: InputOf<N>, fuzz: FuzzWorld, random: Random): HostileCall {
  const { letters } = fuzz
  const caseId = random.pick([letters.accepted, letters.answered, letters.asked]).pick(random)?.caseId ?? NOBODYS
  return { input: { ...(input as object), caseId }, caller: random.pick([fuzz.people.stranger, fuzz.people.secretary, ...fuzz.young]) }
}

/** A text of somebody’s 我的码 that was cut, doubled, changed by one character, or made by another system. */
function spoiledPass(fuzz: FuzzWorld, random: Random): string {
  const pass = fuzz.passes.pick(random) ?? ''
  const at = random.below(pass.length + 1)
  return random.pick([
    pass.slice(0, at),
    pass.slice(0, at) + random.text(1) + pass.slice(at + 1),
    pass.replace('/q/p/', '/q/c/'),
    pass + pass,
    pass.replace(/\.[^.]*$/, `.${random.text(86)}`),
    `https://else.where/q/p/${random.text(60)}.${random.text(86)}`,
    `${pass.slice(0, pass.lastIndexOf('/') + 1)}.`,
    `p/${random.text(400)}.${random.text(100)}`,
    'https://u.wechat.com/abc',
  ])
}

/** Lists from group chats that were never meant to be read. */
const PASTED: readonly string[] = [
  Array.from({ length: 2_000 }, (_, nth) => `${nth + 1}. 青年${nth % 400}`).join('\n'),
  Array.from({ length: 200 }, () => '1. 1. 1. 青年1').join('\n'),
  '#接龙\n'.repeat(10_000),
  '青'.repeat(100_000),
  '青'.repeat(100_001),
  ' '.repeat(100_000),
  '\n'.repeat(100_000),
  `1. ${' '.repeat(49_000)}x${' '.repeat(49_000)}x`,
  `1. ${'（'.repeat(50_000)}`,
  `1. ${'('.repeat(20_000)}${')'.repeat(20_000)}`,
  '1.'.repeat(50_000),
  '9'.repeat(100_000),
  `1. ${'张三、'.repeat(30_000)}`,
  `1. ${'+'.repeat(90_000)}1`,
  '1. 👨‍👩‍👧‍👦'.repeat(3_000),
  `1. ${SCRIPT}\n2. '; drop table person; --\n3. \u202e三张`,
  '١. 张三\n１２、李四\n①王五\n一、赵六',
]

const TIMES: readonly ((form: { startsAt: number; endsAt: number }) => object)[] = [
  ({ startsAt, endsAt }) => ({ startsAt: endsAt, endsAt: startsAt }),
  ({ startsAt }) => ({ endsAt: startsAt }),
  ({ startsAt }) => ({ endsAt: startsAt + 30 * DAY_MS }),
  () => ({ startsAt: FIRST_INSTANT, endsAt: FIRST_INSTANT + HOUR_MS }),
  () => ({ startsAt: LAST_INSTANT - HOUR_MS, endsAt: LAST_INSTANT }),
  ({ startsAt, endsAt }) => ({ enrollFrom: endsAt, enrollUntil: startsAt }),
  () => ({ enrollUntil: FIRST_INSTANT }),
]

/** Shifts out of order, on top of each other, of no length, outside, of places that do not agree or are too many. */
const SHIFTS: readonly ((form: { startsAt: number; endsAt: number }) => object)[] = [
  ({ startsAt, endsAt }) => shifts([endsAt, startsAt, null], [startsAt, endsAt, null]),
  ({ startsAt, endsAt }) => shifts(...Array.from({ length: 20 }, () => [startsAt, endsAt, null] as const)),
  ({ startsAt, endsAt }) => shifts(...Array.from({ length: 21 }, () => [startsAt, endsAt, null] as const)),
  ({ startsAt, endsAt }) => shifts(...Array.from({ length: 20 }, () => [startsAt, endsAt, 5_000] as const)),
  ({ startsAt }) => shifts([startsAt, startsAt, 1]),
  ({ startsAt, endsAt }) => shifts([startsAt - 1, endsAt, 1]),
  ({ startsAt, endsAt }) => shifts([startsAt, endsAt, 1], [startsAt, endsAt, null]),
  ({ startsAt, endsAt }) => ({ shifts: [7, 7].map((n) => ({ n, label: '同一场', from: startsAt, to: endsAt, places: 1 })) }),
]

function shifts(...list: readonly (readonly [from: number, to: number, places: number | null])[]): object {
  return { shifts: list.map(([from, to, places], nth) => ({ label: `第 ${nth + 1} 场`, from, to, places })) }
}

const SERIES: readonly object[] = [
  { every: 'week', count: 1_000_000 },
  { every: 'week', count: 10_000 },
  { every: 'month', count: 61 },
  { every: 'week', until: '9999-12-31' },
  { every: 'month', until: '2026-02-30' },
  { every: 'two_weeks', until: '1999-01-01' },
  { every: 'week', count: 60, until: '2000-01-01' },
  { every: 'week', count: 3, except: Array.from({ length: 200 }, (_, nth) => `2026-12-${String(1 + (nth % 31)).padStart(2, '0')}`) },
  { every: 'week', count: 60, skipHolidays: true, except: [...DAYS] },
  { every: 'week' },
]

/** What an event may not be. */
function wrongForm(form: { startsAt: number; endsAt: number }, fuzz: FuzzWorld, random: Random): object {
  const others = fuzz.kept.pick(random)?.file ?? ''
  return random.pick<() => object>([
    () => random.pick(TIMES)(form),
    () => random.pick(SHIFTS)(form),
    () => ({ cover: random.pick([others, `${NOBODYS}/${NOBODYS}`, fuzz.cover]) }),
    () => ({ audience: 'org', audienceOrgId: random.pick([null, NOBODYS, fuzz.west.orgId]) }),
    () => ({ ageFrom: 120, ageTo: 0 }),
    () => ({ byLots: true, places: null, enrollUntil: null }),
    () => ({ byLots: false, firstTimerPercent: 100 }),
    () => ({ category: random.pick(['none', 'x', 'study_society']) }),
    () => ({ orgId: random.pick([NOBODYS, fuzz.west.orgId, fuzz.world.org.county]) }),
    () => ({ clockId: random.pick([NOBODYS, fuzz.clocks.pick(random)?.clockId ?? NOBODYS]) }),
    () => ({ title: SCRIPT, summary: '🌊'.repeat(2_000), contact: SCRIPT.slice(0, 60) }),
    () => ({ places: random.pick([1, 5_000]) }),
  ])()
}

export const HOSTILE: { [N in ProcedureName]?: Hostile<N> } = {
  'people.saveSetting': (input, fuzz, random) => {
    const items = Array.from({ length: 31 }, (_, nth) => ({ code: `c${nth}`, name: `分类${nth}` }))
    const setting = random.pick([
      { name: 'categories', value: { items } },
      { name: 'categories', value: { items: [items[0], items[0]] } },
      { name: 'categories', value: { items: [{ code: 'x', name: SCRIPT.slice(0, 12) }] } },
      { name: 'categories', value: { byParent: true } },
      { name: 'review', value: { items } },
    ])
    // Nobody is above the county; and its officers decide nothing for others.
    return random.chance(0.7)
      ? { input: { ...input, setting } }
      : { input: { ...input, orgId: fuzz.world.org.county, setting: { name: 'review', value: { byParent: false } } } }
  },
  'people.saveBirthMonth': (_input, _fuzz, random) => ({
    input: { birthMonth: random.pick(['1900-01', '2099-12', '2026-13', '2026-00']) },
  }),
  'files.keep': (_input, _fuzz, random) => ({ input: { content: random.chance(0.9) ? random.pick(NO_PICTURES) : pictureWithTail() } }),
  'files.get': (_input, fuzz, random) => ({
    input: { file: random.pick([fuzz.kept.pick(random)?.file ?? '', `${NOBODYS}/${NOBODYS}`]) },
    caller: random.pick(fuzz.young),
  }),

  'files.keepPart': (input, _fuzz, random) => ({
    input: {
      ...input,
      ...random.pick([
        { content: random.pick(NO_DOCUMENTS) },
        { content: random.pick(NO_PICTURES) },
        { n: 41, of: 41 },
        { n: 40, of: 40 },
        { n: 2, of: 1 },
        { of: 10_000 },
      ]),
    },
  }),
  'files.keepDocument': (input, fuzz, random) => ({
    input: { ...input, ...random.pick([{ sha256: '0'.repeat(64) }, { upload: random.text(22) }, { name: '../../etc/passwd' }]) },
    caller: random.pick(fuzz.young),
  }),
  'files.getPart': (input, fuzz, random) => ({
    input: { file: random.pick([input.file, `${NOBODYS}/${NOBODYS}`]), n: random.pick([1, 2, 40]) },
    caller: random.pick(fuzz.young),
  }),
  'files.about': (input, fuzz, random) => ({
    input: { files: Array<string>(random.pick([1, 60, 61])).fill(input.files[0]!) },
    caller: random.pick(fuzz.young),
  }),

  'cases.submit': (input, fuzz, random) => ({
    input: {
      ...input,
      ...random.pick([
        { files: [fuzz.kept.pick(random)?.file ?? `${NOBODYS}/${NOBODYS}`, `${NOBODYS}/${NOBODYS}`] },
        { files: [fuzz.cover] },
        { orgId: random.pick([NOBODYS, fuzz.world.org.county]) },
        { kind: 'order', serviceId: NOBODYS },
        { text: SCRIPT },
        { text: '🌊'.repeat(1_000) },
        { kind: 'whistle' },
        { toParent: true, orgId: fuzz.world.org.county },
      ]),
    },
  }),
  'cases.mine': forged,
  'cases.list': forged,
  'cases.get': anothersCase,
  'cases.say': anothersCase,
  'cases.reopen': anothersCase,
  'cases.rate': anothersCase,
  'cases.accept': (input, fuzz, random) => ({
    input: { ...input, ownerId: random.pick([NOBODYS, fuzz.people.stranger.id, fuzz.young[3]!.id]) },
  }),
  'cases.move': (input, fuzz, random) => ({ input: { ...input, orgId: random.pick([NOBODYS, fuzz.east.orgId]), reason: SCRIPT } }),
  'cases.join': (input, fuzz, random) => ({
    input: { ...input, orgIds: random.pick([Array<string>(20).fill(fuzz.east.orgId), Array<string>(21).fill(fuzz.west.orgId), [NOBODYS]]) },
  }),
  'cases.reply': anothersCase,
  'cases.extend': (input, _fuzz, random) => ({ input: { ...input, dueOn: random.pick([...DAYS, '2099-12-31', '1900-01-01']) } }),
  'cases.answer': anothersCase,
  'cases.whistle': (input, _fuzz, random) => ({ input: { ...input, dueOn: random.pick([...DAYS, '2099-12-31', '1900-01-01']) } }),
  'cases.handOver': (input, _fuzz, random) => ({ input: { ...input, dueOn: random.pick(DAYS), orgId: NOBODYS } }),
  'cases.unmask': anothersCase,
  'cases.declineUnmask': anothersCase,
  'cases.like': (_input, _fuzz, random) => ({
    input: { text: random.pick(['🌊'.repeat(500), '补'.repeat(1_000), ' '.repeat(1_000), '%_\\', 'a'.repeat(1_001)]) },
  }),

  'homes.edit': (input, fuzz, random) => ({
    input: {
      ...input,
      ...random.pick([
        { services: Array.from({ length: 20 }, () => '自习') },
        { about: SCRIPT.repeat(18) },
        { cover: fuzz.cover },
        { cover: fuzz.kept.pick(random)?.file ?? null },
        { cover: `${NOBODYS}/${NOBODYS}` },
      ]),
    },
  }),
  'homes.addResident': (input, fuzz, random) => ({
    input: { ...input, ...random.pick([{ since: random.pick(DAYS) }, { orgId: NOBODYS }, { orgId: fuzz.west.orgId }, { about: SCRIPT }]) },
  }),
  'homes.saveClock': (input, fuzz, random) => ({
    input: {
      ...input,
      ...random.pick([
        { startedOn: random.pick(DAYS) },
        { kind: 'custom', everyDays: null },
        { kind: 'custom', everyDays: 1, warnDays: 365 },
        { homeId: fuzz.west.homeId },
        { clockId: NOBODYS },
      ]),
    },
  }),
  'homes.turnClock': (input, _fuzz, random) => ({
    input: { ...input, at: random.pick([FIRST_INSTANT, LAST_INSTANT, Date.now() + HOUR_MS, Date.now() - 366 * DAY_MS]) },
  }),
  'homes.award': (input, fuzz, random) => ({
    input: { ...input, homeId: random.pick([fuzz.proposedHomes.pick(random) ?? NOBODYS, NOBODYS]), reason: SCRIPT },
  }),
  'homes.proposeDelisting': (input, fuzz) => ({ input: { ...input, homeId: fuzz.annexId }, caller: fuzz.homeSecretary }),
  // By the one who proposed it.
  'homes.decideDelisting': (input, fuzz, random) => ({
    input: { ...input, homeId: fuzz.proposedHomes.pick(random) ?? NOBODYS },
    caller: fuzz.people.secretary,
  }),

  'events.list': forged,
  'events.mine': forged,
  'events.managed': forged,
  'events.toReview': forged,
  'events.publish': (input, fuzz, random) => {
    const kind = random.below(3)
    if (kind === 0) return { input: { ...input, series: random.pick(SERIES) } }
    if (kind === 1) return { input: { ...input, ...wrongForm(input, fuzz, random) } }
    const homes = random.pick([[NOBODYS], [fuzz.west.homeId], [fuzz.annexId, fuzz.annexId], [fuzz.annexId, fuzz.east.homeId]])
    return { input: { ...input, alsoHomes: homes, series: random.pick([null, { every: 'week', count: 31 }]) } }
  },
  'events.edit': (input, fuzz, random) => {
    const moved = random.pick([fuzz.west.homeId, fuzz.annexId, NOBODYS])
    const unknown = { n: 20, label: '没有这一场', from: input.startsAt, to: input.endsAt, places: null }
    return {
      input: {
        ...input,
        ...random.pick<() => object>([
          () => wrongForm(input, fuzz, random),
          () => ({ homeId: moved }),
          () => ({ shifts: [unknown] }),
          () => ({ startsAt: Date.now() - HOUR_MS, endsAt: Date.now() + HOUR_MS }),
          () => ({ eventId: random.pick([...fuzz.crowded, ...fuzz.over]).id, places: 1 }),
        ])(),
      },
    }
  },
  'events.review': (input, fuzz, random) => ({
    input: { ...input, approve: false, reason: '' },
    caller: random.pick([fuzz.people.secretary, fuzz.homeSecretary]),
  }),
  'events.matchList': (input, _fuzz, random) => ({ input: { ...input, text: random.pick(PASTED) } }),
  'events.enrollPeople': (input, fuzz, random) => ({
    input: {
      ...input,
      ...random.pick([
        { personIds: Array.from({ length: 500 }, () => fuzz.young[5]!.id) },
        { personIds: Array.from({ length: 500 }, (_, nth) => NOBODYS.slice(0, -4) + String(1_000 + nth)) },
        { personIds: [fuzz.people.stranger.id] },
        { shift: 20 },
        { eventId: random.pick(fuzz.running).id },
        { eventId: random.pick(fuzz.crowded).id },
      ]),
    },
  }),
  'events.enroll': anotherEvent,
  'events.leave': anotherEvent,
  'events.wait': anotherEvent,
  'events.coming': anotherEvent,
  'events.answerOffer': (_input, fuzz, random) => {
    const { player, eventId } = random.pick(fuzz.lapsed)
    return { input: { eventId, accept: random.chance(0.8) }, caller: player }
  },
  'events.cancel': (input, fuzz, random) => ({ input: { ...input, eventId: random.pick(fuzz.over).id, andLater: true, reason: SCRIPT } }),
  'events.close': (input, fuzz, random) => ({
    input: {
      ...input,
      ...random.pick([
        { left: Array.from({ length: 5_000 }, () => ({ personId: fuzz.young[3]!.id, leftAt: LAST_INSTANT })) },
        { confirm: fuzz.young.map(({ id }) => id) },
        { left: [{ personId: NOBODYS, leftAt: FIRST_INSTANT }] },
        { overrun: { minutes: 240, reason: SCRIPT } },
        { eventId: random.pick(fuzz.coming).id },
      ]),
    },
  }),
  'events.rate': (input, fuzz, random) => ({
    input: {
      ...input,
      ...random.pick([{ eventId: random.pick(fuzz.coming).id }, { tags: Array(8).fill('useful') }, { word: '😀'.repeat(500) }]),
    },
  }),
  'events.object': (input, fuzz, random) => ({
    input: { ...input, eventId: random.pick([...fuzz.over, ...fuzz.coming]).id, text: SCRIPT },
    caller: random.pick(fuzz.young),
  }),
  'events.answerObjection': (input, _fuzz, random) => ({
    input: { ...input, accept: true, minutes: random.pick([1_440, 1, 60]), answer: SCRIPT },
  }),
  'events.saveShowcase': (input, fuzz, random) => {
    const some = fuzz.kept.pick(random)?.file ?? fuzz.cover
    const pictures = random.pick([Array(9).fill(some), Array(10).fill(some), [`${NOBODYS}/${NOBODYS}`], [some]]) as string[]
    return { input: { ...input, pictures, text: SCRIPT }, caller: random.pick([fuzz.people.helper, fuzz.people.officer]) }
  },

  'attendance.record': (input, fuzz, random) => {
    const now = Date.now()
    const somebody = random.pick(fuzz.young).id
    const said = (more: object) => ({ personId: somebody, purpose: 'sign_in', by: 'roll_call', at: now, ...more })
    const entries = random.pick<() => object[]>([
      () => [{ purpose: 'sign_in', by: 'pass', at: now, pass: spoiledPass(fuzz, random) }],
      () => [{ purpose: 'sign_in', by: 'card', at: now, pass: fuzz.passes.pick(random) }],
      () => [said({ by: 'pass', pass: fuzz.passes.pick(random) })],
      () => Array.from({ length: 5_000 }, () => said({})),
      () => Array.from({ length: 5_001 }, () => said({})),
      () => [said({ personId: NOBODYS }), said({})],
      () => [said({ personId: fuzz.people.stranger.id })],
      () => [said({ purpose: 'sign_out' }), said({})],
      () => [said({ at: random.pick([FIRST_INSTANT, LAST_INSTANT, now + HOUR_MS, now - 8 * DAY_MS, now - HOUR_MS]) })],
      () => [said({ by: 'manual' })],
      () => [said({ by: 'paper' })],
      () => [said({ personId: undefined })],
    ])()
    const eventId = random.chance(0.8) ? input.eventId : random.pick([...fuzz.over, ...fuzz.coming]).id
    return { input: { eventId, entries } }
  },
  'attendance.addEvidence': (input, _fuzz, random) => ({ input: { ...input, picture: random.pick(NO_PICTURES), note: SCRIPT } }),
  'attendance.evidencePicture': (input, fuzz, random) => ({ input: { ...input, eventId: random.pick(fuzz.running).id } }),
  'attendance.appointHelper': ({ eventId }, fuzz, random) => ({
    input: { eventId, ...random.pick([{ pass: spoiledPass(fuzz, random) }, { personId: fuzz.people.stranger.id }, { personId: NOBODYS }]) },
  }),
  'attendance.poster': (input, fuzz, random) => ({
    input: {
      ...input,
      ...random.pick([
        { at: Date.now() + HOUR_MS },
        { at: Date.now() - 8 * DAY_MS, delivery: 'stored' },
        { at: Date.now() - 10 * MINUTE_MS, delivery: 'live' },
        { code: 'ZZZZZZZZZZ' },
        { code: random.pick(fuzz.running).code },
        { eventId: random.pick(fuzz.running).id },
        { eventId: NOBODYS },
      ]),
    },
  }),
  'attendance.cards': (input, fuzz, random) => ({
    input: {
      ...input,
      ...random.pick([{ validUntil: random.pick(DAYS) }, { validUntil: '2036-01-01' }, { eventId: fuzz.inReview.pick(random) ?? NOBODYS }]),
    },
  }),
  'attendance.fieldPack': (input, _fuzz, random) => ({ input: { ...input, day: random.pick(DAYS) } }),
  'attendance.dismissHelper': (input) => ({ input: { ...input, personId: NOBODYS } }),

  'inbox.list': forged,
  'inbox.read': (_input, fuzz, random) => ({
    input: { ids: Array.from({ length: 100 }, () => fuzz.messages.pick(random)?.id ?? NOBODYS) },
    caller: random.pick(fuzz.young),
  }),
  'hours.mine': forged,
  'transcript.mine': forged,
}
