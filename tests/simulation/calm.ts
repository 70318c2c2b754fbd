import { SETTLE_AFTER_MS } from '@core/rules/sessions/booking'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import type { History } from './history'
import type { Phone } from './phone'
import { OFFICER } from './plan'
import { settled } from './settled'
import type { Person } from './town'

/** Time may jump so often until the queues are empty: eight failures of a poisoned record, and what waits behind it. */
const MOST_JUMPS = 400
const MOST_STEPS = 20_000

/**
 * After the chaos the network is up, nothing is lost, everybody is there. Whoever shares a phone logs in in turn, asks for
 * what waits to go (「现在就送」), and then waits as long as it takes.
 */
export async function calmDown(history: History): Promise<void> {
  const { phones, network, story, time, town } = history
  story.step('calm', () => 'begins: the network is up and loses nothing')
  network.calm = true
  for (const phone of phones) {
    phone.full = false
    if (!phone.running) phone.start()
    phone.running!.fuse = null
    phone.setOnline(true)
  }
  await settled()
  await untilQuiet(history)
  for (const phone of phones) for (const person of town.people) if (isWaiting(phone, person)) await letGoThrough(phone, person)
  // Twice: what the first hands on may have run out before the second.
  if (history.watch) for (const _ of [1, 2]) await letTick(history)
  if (history.scenario === 'sessions') await letOffersRunOut(history)
  // Their pages ask much of the database; every second history is enough to see that their sums are right.
  if (history.scenario === 'signin' && history.chance.happens(0.5)) for (const event of town.events) await lookAt(history, event.id)

  async function letGoThrough(phone: Phone, person: Person): Promise<void> {
    story.step(phone.name, () => `${person.id} logs in and asks for everything to go now`)
    phone.person = person
    await settled()
    void phone.running!.outbox.hurry()
    await settled()
    await untilQuiet(history)
    blameDelays(history, phone, person)
    for (let jump = 0; jump < MOST_JUMPS && isWaiting(phone, person); jump += 1) {
      const next = time.next()
      if (next === null) break
      time.advance(next)
      story.step('time', () => 'passes')
      await settled()
      await untilQuiet(history)
    }
    if (isWaiting(phone, person)) history.witness.blame(`the queue of ${phone.name} does not drain although the network is up`)
  }
}

async function letTick(history: History): Promise<void> {
  await history.tick()
  await settled()
  await untilQuiet(history)
}

/** Nobody answers any more: what is offered runs out and goes on down the line; or the first session ends, and who did not come is written down. */
async function letOffersRunOut(history: History): Promise<void> {
  const { time, town, chance } = history
  const firstIsOver = Math.min(...town.sessions.map(({ endsAt }) => endsAt)) + SETTLE_AFTER_MS
  for (const until of [time.now + chance.pick([12, 35, 125]) * MINUTE_MS, ...(chance.happens(0.5) ? [firstIsOver] : [])]) {
    while (time.now < until) {
      time.advance(until)
      await settled()
      await untilQuiet(history)
    }
    history.story.step('time', () => 'passes, and nobody does anything')
    for (const _ of [1, 2]) await letTick(history)
  }
}

function isWaiting(phone: Phone, person: Person): boolean {
  return phone.records().some((record) => record.person === person.id && record.state === 'waiting')
}

/** The officer looks at the door and at the closing of an event. */
async function lookAt(history: History, eventId: string): Promise<void> {
  const officer = history.phones[OFFICER]!.running!
  const looks = Promise.all([officer.call('attendance.door', { eventId }), officer.call('events.closing', { eventId })])
  looks.then(
    ([door, closing]) => history.looks.push({ eventId, door, closing }),
    (error: unknown) => history.witness.blame(`the officer cannot look at ${eventId}: ${String(error)}`),
  )
  await settled()
  await untilQuiet(history)
}

/** Lets everything go on that is under way; time passes only for those who wait for an answer that was lost before. */
async function untilQuiet(history: History): Promise<void> {
  for (let step = 0; step < MOST_STEPS && !history.isQuiet(); step += 1) {
    if (await history.stepOn()) continue
    const next = history.time.next()
    if (next === null) throw new Error('somebody waits for an answer that cannot come')
    history.time.advance(next)
    await settled()
  }
  if (!history.isQuiet()) history.witness.blame('messages and statements do not come to an end although the network is calm')
}

/** With a network and no back-off, a record may only wait behind a poisoned one of its own person and event. */
function blameDelays({ witness }: History, phone: Phone, person: Person): void {
  const poisoned = new Set<string>()
  for (const record of phone.records()) {
    if (record.person !== person.id || record.state !== 'waiting') continue
    const kept = witness.kept.get(record.title)!
    if (kept.poisoned) poisoned.add(kept.eventId)
    else if (!poisoned.has(kept.eventId))
      witness.blame(`${record.title} waits although the network is up and nothing of its own person and event is before it`)
  }
}
