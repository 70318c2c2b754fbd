import type { ReceptionLine } from '@core/contract/sessions'
import type { InputOf } from '@core/contract/procedures'
import type { Player, World, WorldSession } from '../../../tests/fakes/world'

/** Books a slot as somebody does on their phone. */
export function book(world: World, player: Player, session: WorldSession, more: Partial<InputOf<'sessions.book'>> = {}) {
  return world.call(player, 'sessions.book', { sessionId: session.id, slotNo: 1, topic: 'work', question: '想开一家店', ...more })
}

/** The list as an officer sees it. */
export async function listOf(world: World, officer: Player, session: WorldSession): Promise<ReceptionLine[]> {
  return (await world.call(officer, 'sessions.reception', { sessionId: session.id })).items
}

/** What an officer names a booking by; theirs is found by its question. */
export async function bookingOf(world: World, session: WorldSession, question = '想开一家店', officer = world.officer) {
  const line = (await listOf(world, officer, session)).find((one) => one.question === question)
  if (!line) throw new Error(`nobody on the list asks 「${question}」`)
  return { sessionId: session.id, bookingId: line.bookingId }
}

/** Receives somebody from the list and answers them. */
export async function receive(
  world: World,
  booking: { sessionId: string; bookingId: string },
  record = '说了怎么申请',
  officer = world.officer,
) {
  await world.call(officer, 'sessions.start', booking)
  await world.call(officer, 'sessions.finish', { ...booking, record })
}
