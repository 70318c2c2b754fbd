import { PNG } from 'pngjs'
import type { PresenceEntry } from '@core/contract/attendance'
import type { InputOf } from '@core/contract/procedures'
import type { Player, World, WorldEvent } from '../../../tests/fakes/world'

/** A small picture, in base64. */
export const PICTURE = PNG.sync.write(new PNG({ width: 4, height: 3 })).toString('base64')

/** Makes somebody a member of an organization from now on. */
export async function join(world: World, player: Player, orgId: string): Promise<Player> {
  const at = new Date(world.now)
  await world.database.kysely
    .insertInto('membership')
    .values({ person_id: player.id, org_id: orgId, from_at: at, kind: 'member', until_at: null, created_at: at })
    .execute()
  return player
}

/** Somebody new who is enrolled. */
export async function enrolled(world: World, name: string, event: WorldEvent): Promise<Player> {
  const player = await world.player(name)
  await world.call(player, 'events.enroll', { eventId: event.id })
  return player
}

/** What somebody's 我的码 says now. */
export async function passOf(world: World, player: Player): Promise<string> {
  return (await world.call(player, 'attendance.pass', {})).pass
}

/** One entry of a delivery: now, a sign-in by pass, unless said otherwise. */
export function entry(world: World, part: Partial<PresenceEntry> = {}): InputOf<'attendance.record'>['entries'][number] {
  return { purpose: 'sign_in', by: 'pass', at: world.now, ...part }
}

/** A roll call of these people, now. */
export function rollCall(world: World, players: readonly Player[], part: Partial<PresenceEntry> = {}) {
  return players.map(({ id }) => entry(world, { by: 'roll_call', personId: id, ...part }))
}

/** The code that a home's poster says. */
export async function posterOf(world: World, homeId: string): Promise<string> {
  const code = world.ids.publicCode()
  await world.database.kysely
    .insertInto('public_code')
    .values({ code, kind: 'home', target_id: homeId, created_at: new Date(world.now) })
    .execute()
  return code
}

export async function attendancesOf(world: World, event: WorldEvent) {
  return world.database.kysely.selectFrom('attendance').selectAll().where('event_id', '=', event.id).orderBy('person_id').execute()
}

export async function scansOf(world: World, event: WorldEvent) {
  return world.database.kysely.selectFrom('scan').selectAll().where('event_id', '=', event.id).orderBy('nonce').execute()
}
