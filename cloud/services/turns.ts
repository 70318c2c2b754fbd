import { AppError, type ErrorCode } from '@core/contract/errors'

/** Runs a booking when its turn comes; refuses it where there is plainly no place then. */
export type InTurn<Asked> = <T>(asked: Asked, book: () => Promise<T>) => Promise<T>

/** What stands in line, and how it is looked at. */
interface Turns<Asked> {
  /** What it is about: each has a line of its own. */
  about(asked: Asked): string
  /** For whom of those in line, asking about the same, there is plainly no place by what is committed. */
  plainlyFull(asked: readonly Asked[]): Promise<readonly boolean[]>
  /** What they are told. */
  full: ErrorCode
}

/** So many bookings of one thing go on at once: more would only wait for each other in the database. */
const AT_ONCE = 6

interface Waiting<Asked> {
  asked: Asked
  go: () => void
  refuse: (error: unknown) => void
}

interface Line<Asked> {
  waiting: Waiting<Asked>[]
  running: number
  looking: boolean
}

/**
 * A rush for the places of one thing stands in line here, not in the database. Whenever a turn is free, all who stand in line are
 * looked at together, by what is committed: for whom there is plainly no place hears so at once, without a transaction. It is
 * a host's own order; whether there is a place is said by the write alone.
 */
export function createTurns<Asked>({ about, plainlyFull, full }: Turns<Asked>): InTurn<Asked> {
  const lines = new Map<string, Line<Asked>>()

  async function serve(key: string, line: Line<Asked>): Promise<void> {
    if (line.looking) return
    line.looking = true
    try {
      while (line.waiting.length > 0 && line.running < AT_ONCE) {
        const here = line.waiting.splice(0)
        const isFull = await plainlyFull(here.map(({ asked }) => asked)).catch(() => here.map(() => false))
        const rest = here.filter(({ refuse }, index) => {
          if (isFull[index]) refuse(new AppError(full))
          return !isFull[index]
        })
        const next = rest.splice(0, AT_ONCE - line.running)
        line.waiting.unshift(...rest)
        line.running += next.length
        for (const { go } of next) go()
      }
    } finally {
      line.looking = false
      if (line.running === 0 && line.waiting.length === 0) lines.delete(key)
    }
  }

  return async (asked, book) => {
    const key = about(asked)
    const line = lines.get(key) ?? { waiting: [], running: 0, looking: false }
    lines.set(key, line)
    await new Promise<void>((go, refuse) => {
      line.waiting.push({ asked, go, refuse })
      // What arrives in the same turn of the event loop is looked at together.
      setImmediate(() => void serve(key, line))
    })
    try {
      return await book()
    } finally {
      line.running -= 1
      void serve(key, line)
    }
  }
}
