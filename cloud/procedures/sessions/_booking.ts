import { sql } from 'kysely'
import type { InputOf } from '@core/contract/procedures'
import type { Player, World, WorldSession } from '../../../tests/fakes/world'

/** What somebody asks for when they book. */
export const asks = (session: WorldSession, slotNo = 1, more: Partial<InputOf<'sessions.book'>> = {}): InputOf<'sessions.book'> => ({
  sessionId: session.id,
  slotNo,
  topic: 'work',
  question: '想开一家店',
  ...more,
})

/** Books a slot; the code of the refusal, or `ok`. */
export const tryBook = (world: World, player: Player, session: WorldSession, slotNo = 1) =>
  world.codeOf(player, 'sessions.book', asks(session, slotNo))

/** Joins the line of a session. */
export const waitFor = (world: World, player: Player, session: WorldSession) =>
  world.call(player, 'sessions.wait', { sessionId: session.id, topic: 'life', question: '宿舍的事' })

/** How each stands: the number of the slot they hold, `第n`, `offered n`, or what their booking or waiting came to. */
export async function standing(world: World, session: WorldSession, players: readonly Player[]): Promise<(string | number | null)[]> {
  return Promise.all(
    players.map(async ({ id }) => {
      const [booking, waiting] = await Promise.all([world.store.slots.booking(session.id, id), world.store.slots.waitingOf(session.id, id)])
      if (waiting?.state === 'waiting') return `第${waiting.position}`
      if (waiting?.state === 'offered') return `offered ${waiting.slotNo}`
      return booking?.state === 'booked' ? booking.slotNo : (booking?.state ?? waiting?.state ?? null)
    }),
  )
}

/** What the tables of a session say when they agree: Σ(booked + offered) per slot ≤ places, one place a person, the line counted. */
export async function disagreements(world: World, session: WorldSession): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    select 'a place without a booking' as what from slot_place p where p.session_id = ${session.id} and p.state = 'taken'
      and not exists (select 1 from booking b where b.session_id = p.session_id and b.person_id = p.person_id and b.slot_no = p.slot_no
        and b.state in ('booked', 'checked_in', 'met', 'answered', 'case_opened', 'no_show'))
    union all
    select 'a booking without a place' from booking b where b.session_id = ${session.id} and b.state = 'booked'
      and not exists (select 1 from slot_place p where p.session_id = b.session_id and p.person_id = b.person_id and p.slot_no = b.slot_no
        and p.state = 'taken')
    union all
    select 'an offer without a place' from session_waiting w where w.session_id = ${session.id} and w.state = 'offered'
      and not exists (select 1 from slot_place p where p.session_id = w.session_id and p.person_id = w.person_id and p.state = 'offered')
    union all
    select 'an offered place without an offer' from slot_place p where p.session_id = ${session.id} and p.state = 'offered'
      and not exists (select 1 from session_waiting w where w.session_id = p.session_id and w.person_id = p.person_id and w.state = 'offered')
    union all
    select 'a line counted wrongly' from session_intake i where i.session_id = ${session.id}
      and i.waiting <> (select count(*) from session_waiting w where w.session_id = i.session_id and w.state = 'waiting')
    union all
    select 'a free place beside somebody who waits' from slot_place p join slot s on s.session_id = p.session_id and s.slot_no = p.slot_no
      where p.session_id = ${session.id} and p.state = 'free' and s.starts_at > ${new Date(world.now)}
        and exists (select 1 from session_waiting w where w.session_id = p.session_id and w.state = 'waiting')`.execute(
    world.database.kysely,
  )
  return rows.map(({ what }) => what)
}

/** How many are booked in each slot that has somebody. */
export async function bookedBySlot(world: World, session: WorldSession): Promise<Record<number, number>> {
  const { rows } = await sql<{ slotNo: number; count: number }>`
    select slot_no as "slotNo", count(*)::int as count from booking where session_id = ${session.id} and state = 'booked' group by slot_no`.execute(
    world.database.kysely,
  )
  return Object.fromEntries(rows.map(({ slotNo, count }) => [slotNo, count]))
}
