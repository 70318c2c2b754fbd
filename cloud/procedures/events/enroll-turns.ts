import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import { whyNotNow } from '@core/rules/events/enrolling'
import type { Store } from '@cloud/store/store'

/** Who asks for a place of what event, and when. */
export interface AskedPlace {
  eventId: string
  personId: string
  at: Instant
}

/** Runs an enrollment when its turn comes; refuses it with event_full where there is plainly no place then. */
export type InTurn = <T>(asked: AskedPlace, enroll: () => Promise<T>) => Promise<T>

/** So many enrollments of one event go on at once: more would only wait for each other in the database. */
const AT_ONCE = 6

interface Waiting {
  asked: AskedPlace
  go: () => void
  refuse: (error: unknown) => void
}

interface Line {
  waiting: Waiting[]
  running: number
  looking: boolean
}

/**
 * A rush for the places of one event stands in line here, not in the database. Whenever a turn is free, all who stand in line are
 * looked at together, by what is committed: for whom there is plainly no place hears so at once, without a transaction. It is
 * a host's own order; whether there is a place is said by the write alone.
 */
export function createTurns(store: Store): InTurn {
  const lines = new Map<string, Line>()

  async function serve(eventId: string, line: Line): Promise<void> {
    if (line.looking) return
    line.looking = true
    try {
      while (line.waiting.length > 0 && line.running < AT_ONCE) {
        const here = line.waiting.splice(0)
        const full = await plainlyFull(store, eventId, here).catch(() => here.map(() => false))
        const rest = here.filter(({ refuse }, index) => {
          if (full[index]) refuse(new AppError('event_full'))
          return !full[index]
        })
        const next = rest.splice(0, AT_ONCE - line.running)
        line.waiting.unshift(...rest)
        line.running += next.length
        for (const { go } of next) go()
      }
    } finally {
      line.looking = false
      if (line.running === 0 && line.waiting.length === 0) lines.delete(eventId)
    }
  }

  return async (asked, enroll) => {
    const { eventId } = asked
    const line = lines.get(eventId) ?? { waiting: [], running: 0, looking: false }
    lines.set(eventId, line)
    await new Promise<void>((go, refuse) => {
      line.waiting.push({ asked, go, refuse })
      // What arrives in the same turn of the event loop is looked at together.
      setImmediate(() => void serve(eventId, line))
    })
    try {
      return await enroll()
    } finally {
      line.running -= 1
      void serve(eventId, line)
    }
  }
}

/** For whom there is plainly no place. Only of an event that anybody may enroll for now: conditions are the enrollment's own to look at. */
async function plainlyFull(store: Store, eventId: string, waiting: readonly Waiting[]): Promise<boolean[]> {
  const personIds = waiting.map(({ asked }) => asked.personId)
  const { full, holding } = await store.places.look(eventId, personIds, waiting[0]!.asked.at)
  const event = full ? await store.events.byId(eventId) : null
  const anybody = event && event.audience === 'open' && event.ageFrom === null && event.ageTo === null && !event.hasShifts && !event.byLots
  if (!anybody || event.places === null) return waiting.map(() => false)
  const held = new Set(holding)
  return waiting.map(({ asked }) => whyNotNow(event, asked.at) === null && !held.has(asked.personId))
}
