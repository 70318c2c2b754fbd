import type { CaseDetail } from '@core/contract/cases'
import type { InputOf } from '@core/contract/procedures'
import type { Player, World } from '../../../tests/fakes/world'

export const WRITTEN = '青年公寓的水压一直不够，洗澡都洗不了，已经两个月了，找过物业没有用'
/** What lists and messages show of it. */
export const EXCERPT = '青年公寓的水压一直不够，洗澡都洗不了，已经两个月…'

/** What somebody writes to the east, unless said. */
export function written(world: World, more: Partial<InputOf<'cases.submit'>> = {}): InputOf<'cases.submit'> {
  return { kind: 'question', orgId: world.org.east, topic: 'life', text: WRITTEN, ...more }
}

/** Writes to an organization; gives the id of the case. */
export async function write(world: World, player: Player, more: Partial<InputOf<'cases.submit'>> = {}): Promise<string> {
  return (await world.call(player, 'cases.submit', written(world, more))).caseId
}

/** A case as somebody reads it. */
export const see = (world: World, player: Player, caseId: string): Promise<CaseDetail> => world.call(player, 'cases.get', { caseId })

/** Whether somebody reads a case: `ok` or `not_found`. */
export const seen = (world: World, player: Player, caseId: string) => world.codeOf(player, 'cases.get', { caseId })

/** An officer takes a case and answers it. */
export async function answered(
  world: World,
  caseId: string,
  {
    officer = world.officer,
    outcome = 'resolved',
    text = '换了水泵，今晚起正常',
  }: Partial<{ officer: Player } & InputOf<'cases.answer'>> = {},
): Promise<void> {
  if ((await see(world, officer, caseId)).state === 'submitted') await world.call(officer, 'cases.accept', { caseId, ownerId: null })
  await world.call(officer, 'cases.answer', { caseId, outcome, text })
}

/** The sentences about a case in somebody's inbox, the newest first. */
export async function toldOf(world: World, player: Player, caseId: string): Promise<string[]> {
  const { items } = await world.call(player, 'inbox.list', { limit: 100 })
  return items.filter((message) => message.caseId === caseId).map((message) => message.text)
}

/** Closes an organization, as it is after a merger. */
export async function closeOrg(world: World, orgId: string, closed = true): Promise<void> {
  await world.database.kysely
    .updateTable('org')
    .set({ closed_at: closed ? new Date(world.now) : null })
    .where('id', '=', orgId)
    .execute()
}
