import type { InputOf, OutputOf } from '@core/contract/procedures'
import type { PlannedSession } from '@core/contract/sessions'
import type { Player, World } from '../../../tests/fakes/world'

/** A rota of the east: Saturdays 9:00–10:00, three slots of twenty minutes with one place each, its officer alone. */
export function rotaForm(world: World, more: Partial<InputOf<'sessions.saveRota'>> = {}): InputOf<'sessions.saveRota'> {
  return {
    orgId: world.org.east,
    rotaId: null,
    homeId: world.home.east,
    weekday: 6,
    from: '09:00',
    to: '10:00',
    slotMinutes: 20,
    placesPerSlot: 1,
    hostIds: [world.officer.id],
    startsOn: '2026-09-01',
    ...more,
  }
}

/** Writes a rota and expects that it is taken. */
export function saveRota(
  world: World,
  more: Partial<InputOf<'sessions.saveRota'>> = {},
  by: Player = world.officer,
): Promise<OutputOf<'sessions.saveRota'>> {
  return world.call(by, 'sessions.saveRota', rotaForm(world, more))
}

/** The sessions that an officer of the east sees in the plan. */
export async function planned(world: World): Promise<PlannedSession[]> {
  return (await world.call(world.officer, 'sessions.plan', { orgId: world.org.east })).items
}

/** Another officer of the east. */
export async function colleague(world: World, name: string): Promise<Player> {
  return world.grant(await world.player(name), 'officer', world.org.east)
}

/** What somebody was told, the newest first. */
export async function textsOf(world: World, player: Player): Promise<string[]> {
  return (await world.call(player, 'inbox.list', { limit: 100 })).items.map(({ text }) => text)
}
