import type { CaseDetail } from '@core/contract/cases'
import type { InputOf } from '@core/contract/procedures'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import type { Player, World } from '../../../tests/fakes/world'

/** Writes to the east, as somebody does on their phone; answers the id of the case. */
export async function write(world: World, player: Player, more: Partial<InputOf<'cases.submit'>> = {}): Promise<string> {
  const input = { kind: 'question', orgId: world.org.east, topic: 'rights', text: '老板拖欠工资三个月了', ...more } as const
  return (await world.call(player, 'cases.submit', input)).caseId
}

/** A case that the officer of the east has accepted, a minute ago: messages are told apart by when they came. */
export async function accepted(world: World, player: Player, more: Partial<InputOf<'cases.submit'>> = {}): Promise<string> {
  const caseId = await write(world, player, more)
  await world.call(world.officer, 'cases.accept', { caseId, ownerId: null })
  world.now += MINUTE_MS
  return caseId
}

/** A case that the officer of the east has answered. */
export async function answered(world: World, player: Player, more: Partial<InputOf<'cases.submit'>> = {}): Promise<string> {
  const caseId = await accepted(world, player, more)
  await world.call(world.officer, 'cases.answer', { caseId, outcome: 'resolved', text: '已经联系老板，周五发清' })
  return caseId
}

export function look(world: World, player: Player, caseId: string): Promise<CaseDetail> {
  return world.call(player, 'cases.get', { caseId })
}

/** What happened to a case, as its reader sees it: each step with what was said. */
export async function stepsOf(world: World, player: Player, caseId: string): Promise<string[]> {
  return (await look(world, player, caseId)).entries.map(({ step, text }) => (text === '' ? step : `${step} ${text}`))
}

/** The sentences of a person's messages, the newest first. */
export async function told(world: World, player: Player): Promise<string[]> {
  return (await world.call(player, 'inbox.list', { limit: 100 })).items.map(({ text }) => text)
}

/** A colleague of the east's officer. */
export async function colleague(world: World, name = '周同事'): Promise<Player> {
  return world.grant(await world.player(name), 'officer', world.org.east)
}

/** Closes an organization, from now on. */
export async function closeOrg(world: World, orgId: string): Promise<void> {
  await world.database.kysely
    .updateTable('org')
    .set({ closed_at: new Date(world.now) })
    .where('id', '=', orgId)
    .execute()
}

/** A branch of an organization. */
export async function branchOf(world: World, orgId: string): Promise<string> {
  const id = world.ids.uuid(world.now)
  const db = world.database.kysely
  const { path } = await db.selectFrom('org').select('path').where('id', '=', orgId).executeTakeFirstOrThrow()
  const row = { id, parent_id: orgId, kind: 'branch', name: 'branch', path: `${path}${id}/`, created_at: new Date(world.now) } as const
  await db.insertInto('org').values(row).execute()
  return id
}
