/** What stands around the township that is shot at: others of the county, homes of every standing, rhythms, pictures, a pass. */
import { DAY_MS, dayOf, HOUR_MS } from '@core/rules/shared/calendar'
import type { Player, World } from '../fakes/world'
import type { FuzzWorld } from './fuzz-world'
import { pngOf } from './picture-files'

/** A township with its home and its officer. */
export interface Place {
  orgId: string
  homeId: string
  officer: Player
}

/** As many homes as a long run uses up. */
const HOMES = 200

/** Another township whose events are looked at first, a quiet one with some people, more secretaries; pictures, passes and a sheet. */
export async function laySurroundings(fuzz: FuzzWorld): Promise<void> {
  const { world, people } = fuzz
  fuzz.otherSecretary = await world.grant(await world.player('另一位书记'), 'secretary', world.org.county)
  fuzz.homeSecretary = await world.grant(await world.player('街道书记'), 'secretary', fuzz.east.orgId)
  fuzz.west = await addTownship(fuzz, '西关街道')
  fuzz.quiet = await addTownship(fuzz, '安静街道')
  await world.call(people.secretary, 'people.saveSetting', {
    orgId: fuzz.west.orgId,
    setting: { name: 'review', value: { byParent: true } },
    why: '新成立的组织',
  })
  for (let n = 0; n < 10; n += 1) fuzz.inReview.add((await world.publish({ homeId: fuzz.west.homeId }, fuzz.west.officer)).id)
  const at = new Date(world.now)
  for (const { id } of await world.players(3))
    await world.database.kysely
      .insertInto('membership')
      .values({ person_id: id, org_id: fuzz.quiet.orgId, kind: 'member', from_at: at, until_at: null, created_at: at })
      .execute()
  await layPictures(fuzz)
  for (const player of fuzz.young.slice(2, 8)) fuzz.passes.add((await world.call(player, 'attendance.pass', {})).pass)
}

async function layPictures(fuzz: FuzzWorld): Promise<void> {
  const { world, running } = fuzz
  const { officer } = fuzz.people
  const content = pngOf({ width: 30, height: 20 }).toString('base64')
  for (let n = 0; n < 4; n += 1) {
    const { file } = await world.call(officer, 'files.keep', { content })
    fuzz.kept.add({ player: officer, file })
    fuzz.cover = file
  }
  const startsAt = world.now + 5 * DAY_MS
  await world.publish({ startsAt, endsAt: startsAt + HOUR_MS, cover: fuzz.cover })
  for (const { id } of running) {
    const added = await world.call(officer, 'attendance.addEvidence', { eventId: id, kind: 'paper_sheet', picture: content })
    fuzz.evidence.add({ eventId: id, evidenceId: added.id })
  }
}

/** Homes that are nothing special, model homes where nothing has happened for long, posters, residents, rhythms. */
export async function layHomes(fuzz: FuzzWorld): Promise<void> {
  const { world } = fuzz
  const { officer } = fuzz.people
  fuzz.annexId = await addHome(fuzz, fuzz.east.orgId, '东关青年之家二楼')
  for (const homeId of await addHomes(fuzz, '普通之家')) fuzz.plainHomes.add(homeId)
  for (const homeId of await addModelHomes(fuzz)) fuzz.dormantHomes.add(homeId)
  for (const homeId of [fuzz.east.homeId, fuzz.annexId]) fuzz.posters.push((await world.call(officer, 'homes.poster', { homeId })).code)
  for (const name of ['绿芽环保社', '二手书漂流站'])
    await world.call(officer, 'homes.addResident', { homeId: fuzz.east.homeId, name, since: '2026-09-01' })
  const { residents } = await world.call(officer, 'homes.get', { homeId: fuzz.east.homeId })
  for (const { id } of residents) fuzz.residents.add({ homeId: fuzz.east.homeId, residentId: id })
  for (let n = 0; n < 8; n += 1) {
    const startedOn = dayOf(world.now - n * 20 * DAY_MS)
    const clock = { orgId: fuzz.east.orgId, kind: 'exchange_day', name: '书记交流日', startedOn } as const
    fuzz.clocks.add({ orgId: fuzz.east.orgId, clockId: (await world.call(officer, 'homes.saveClock', clock)).id })
  }
}

async function addTownship({ world }: FuzzWorld, name: string): Promise<Place> {
  const id = world.ids.uuid(world.now)
  const path = `/${world.org.county}/${id}/`
  const created_at = new Date(world.now - 30 * DAY_MS)
  await world.database.kysely
    .insertInto('org')
    .values({ id, parent_id: world.org.county, kind: 'township', name, path, created_at })
    .execute()
  const homeId = await addHome({ world }, id, `${name}青年之家`)
  return { orgId: id, homeId, officer: await world.grant(await world.player(`${name}的干部`), 'officer', id) }
}

async function addHome({ world }: Pick<FuzzWorld, 'world'>, orgId: string, name: string): Promise<string> {
  const id = world.ids.uuid(world.now)
  await world.database.kysely
    .insertInto('home')
    .values({ ...homeRow(world), id, org_id: orgId, name })
    .execute()
  return id
}

/** Many homes of the east; answers their ids. */
async function addHomes({ world, east }: FuzzWorld, name: string): Promise<string[]> {
  const ids = Array.from({ length: HOMES }, () => world.ids.uuid(world.now))
  await world.database.kysely
    .insertInto('home')
    .values(ids.map((id) => ({ ...homeRow(world), id, org_id: east.orgId, name })))
    .execute()
  return ids
}

function homeRow(world: World) {
  const created_at = new Date(world.now - 900 * DAY_MS)
  return { address: '', hours: '', services: [], duty_note: '', status: 'open' as const, created_at }
}

/** Model homes that were awarded two years ago and have stood empty since. */
async function addModelHomes(fuzz: FuzzWorld): Promise<string[]> {
  const homeIds = await addHomes(fuzz, '很久没开门的之家')
  const at = new Date(fuzz.world.now - 730 * DAY_MS)
  const step = { n: 1, step: 'awarded' as const, reason: '会上决定', evidence: null, by_id: fuzz.people.secretary.id, at, created_at: at }
  await fuzz.world.database.kysely
    .insertInto('home_status')
    .values(homeIds.map((home_id) => ({ home_id, ...step })))
    .execute()
  return homeIds
}
