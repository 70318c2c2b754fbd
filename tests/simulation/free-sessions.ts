import { MINUTE_MS } from '@core/rules/shared/calendar'
import type { Chance } from './chance'
import { CLIENTS, type Client, type FreeHistory, type FreePlan } from './free-history'
import { HOSTS, type Hosts } from './free-hosts'
import { tap } from './session-habits'
import { layOut, officersAct, withBookings, youthsAct } from './session-plan'
import { judgeStanding, lookAtSessions } from './session-watch'

/** Clients that belong to officers; the others to young people, some of whom have two. */
const OFFICERS = 2

/** Sessions with few places, and a crowd before them. */
export function planFreeSessions(chance: Chance): FreePlan {
  // Fewer than clients: many of them have two phones.
  const people = chance.between(5, 9)
  const youths = Array.from({ length: people }, (_, index) => OFFICERS + index)
  return { people: OFFICERS + people, officers: OFFICERS, events: [], sessions: withBookings(layOut(OFFICERS, chance), youths, chance) }
}

/**
 * Everybody books, cancels, waits and answers offers at the same time, while officers swap, stand in, move and cancel, and the jobs
 * of both hosts come by; somebody looks at what is committed all the while.
 */
export async function playFreeSessions(history: FreeHistory, hosts: Hosts, streams: (stream: string) => Chance): Promise<void> {
  const { town, witness } = history
  let playing = true
  const jobs = Array.from({ length: HOSTS }, async (_, host) => {
    while (playing) {
      await hosts.tick(host)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  })
  const looking = (async () => {
    while (playing)
      for (const violation of judgeStanding(await lookAtSessions(hosts.database.kysely, town), history.now)) witness.blame(violation)
  })()
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, index) => {
      const officer = index < OFFICERS
      const person = town.people[officer ? index : OFFICERS + ((index - OFFICERS) % (town.people.length - OFFICERS))]!
      const client = history.client(index, person, streams(`client ${index}`))
      if (!officer) await bookFirst(history, client, index)
      for (let turn = client.chance.between(officer ? 1 : 4, officer ? 4 : 10); turn > 0; turn -= 1)
        await takeTurn(history, client, officer)
    }),
  )
  playing = false
  await Promise.all([...jobs, looking])
  await history.settled()
  // What was offered runs out, and goes on until nobody is left who waits; what is over is settled.
  for (let hours = 0; hours < 30; hours += 3) {
    history.now += 180 * MINUTE_MS
    await hosts.tick(0)
  }
}

/** Everybody begins by booking, each phone of a person another session. */
async function bookFirst(history: FreeHistory, client: Client, index: number): Promise<void> {
  const { town } = history
  const session = index % town.sessions.length
  const slotNo = client.chance.between(1, town.sessions[session]!.planned.slots)
  await tap((name, input) => history.ask(client, name, input), { does: 'book', session, slotNo }, town)
}

async function takeTurn(history: FreeHistory, client: Client, officer: boolean): Promise<void> {
  const { town } = history
  const { chance } = client
  // Time goes on by minutes, so that offers run out among those who answer them.
  if (chance.happens(0.1)) history.now += chance.below(4) * MINUTE_MS
  const planned = town.sessions.map((session) => session.planned)
  const session = chance.happens(0.5) ? 0 : chance.below(planned.length)
  const act = officer ? officersAct(planned, session, OFFICERS, chance) : youthsAct(planned[session]!, session, chance)
  if (act.does !== 'receive') await tap((name, input) => history.ask(client, name, input), act, town)
}
