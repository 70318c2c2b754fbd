import { MINUTE_MS } from '@core/rules/shared/calendar'
import type { Chance } from './chance'
import { CLIENTS, type Client, type FreeHistory, type FreePlan } from './free-history'
import { HOSTS, type Hosts } from './free-hosts'
import type { TownEvent } from './town'

/** One to four places and a crowd before them. The event is a good while away: the line does not end. */
export function planFreeWaitlist(chance: Chance): FreePlan {
  const people = chance.between(10, CLIENTS)
  const places = chance.between(1, 4)
  const enrolled = Array.from({ length: places }, (_, index) => index + 1)
  const event = { startsIn: 300 * MINUTE_MS, endsIn: 400 * MINUTE_MS, places, enrolled, givesHours: false, creditHundredths: 0 }
  return { people: people + 1, events: [event] }
}

/** Everybody joins the line, leaves, enrolls and answers offers at the same time, while the jobs of both hosts come by. */
export async function playFreeWaitlist(history: FreeHistory, hosts: Hosts, streams: (stream: string) => Chance): Promise<void> {
  const { town } = history
  const event = town.events[0]!
  let playing = true
  const jobs = Array.from({ length: HOSTS }, async (_, host) => {
    while (playing) {
      await hosts.tick(host)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  })
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, index) => {
      const person = town.people[1 + (index % (town.people.length - 1))]!
      const client = history.client(index, person, streams(`client ${index}`))
      for (let turn = client.chance.between(4, 10); turn > 0; turn -= 1) await takeTurn(history, client, event)
    }),
  )
  playing = false
  await Promise.all(jobs)
  await history.settled()
  // What was offered runs out, and goes on until nobody is left who waits.
  history.now += 60 * MINUTE_MS
  await hosts.tick(0)
}

async function takeTurn(history: FreeHistory, client: Client, { id: eventId }: TownEvent): Promise<void> {
  const { chance } = client
  // Time goes on by minutes, so that offers run out among those who answer them.
  if (chance.happens(0.1)) history.now += chance.below(4) * MINUTE_MS
  const drawn = chance.fraction()
  if (drawn < 0.2) await history.ask(client, 'events.enroll', { eventId })
  else if (drawn < 0.55) await history.ask(client, 'events.wait', { eventId, mode: chance.happens(0.5) ? 'auto' : 'ask' })
  else if (drawn < 0.8) await history.ask(client, 'events.leave', { eventId })
  else if (drawn < 0.92) await history.ask(client, 'events.answerOffer', { eventId, accept: chance.happens(0.7) })
  else await history.ask(client, 'events.stopWaiting', { eventId })
}
