import { DAY_MS } from '@core/rules/shared/calendar'
import { askComing } from './jobs/ask-coming'
import { clearPictures } from './jobs/clear-pictures'
import { drawAllLots } from './jobs/draw-lots'
import { makeAllSessions } from './jobs/make-sessions'
import type { JobParts } from './jobs/parts'
import { remindOfCases, type SealedJobParts } from './jobs/remind-cases'
import { remindOfSessions } from './jobs/remind-sessions'
import { sendSubscribed, type Subscriptions } from './jobs/send-subscribed'
import { serveLines } from './jobs/serve-lines'
import { serveSlots } from './jobs/serve-slots'
import { settleSessions } from './jobs/settle-sessions'
import { tellUnanswered } from './jobs/tell-unanswered'
import { warnOfClocks } from './jobs/warn-of-clocks'
import type { Clock } from './services/clock'
import type { Ids } from './services/ids'
import { createSecrecy, forgivingSecrecy } from './services/secrecy'
import type { Store } from './store/store'

/** An ended link is refused anyway; a day later nobody asks for it any more. */
async function forgetScreenPasses({ store, now }: JobParts): Promise<void> {
  await store.events.forgetScreenPasses(now - DAY_MS)
}

const JOBS: readonly ((parts: SealedJobParts) => Promise<void>)[] = [
  serveLines,
  serveSlots,
  drawAllLots,
  askComing,
  remindOfSessions,
  settleSessions,
  makeAllSessions,
  remindOfCases,
  tellUnanswered,
  warnOfClocks,
  forgetScreenPasses,
  clearPictures,
]

/** What jobs need of the world. */
export interface WorldOfJobs {
  store: Store
  clock: Clock
  ids: Ids
  /** The keys of `DATA_KEY`, as for dispatch: some of what people are told is sealed. */
  dataKeys?: readonly Buffer[] | null
  /** What the platform sends besides the inbox; nothing where none is set up. */
  subscriptions?: Subscriptions | null
}

/**
 * What has to be done without anybody calling, once through. A host runs it every 10 s, the cloud's timer every minute; two
 * at once do no harm. One job that fails does not keep the others from their work; the first failure is thrown at the end.
 */
export function createJobs({ store, clock, ids, dataKeys, subscriptions }: WorldOfJobs): () => Promise<void> {
  const secrecy = createSecrecy(dataKeys ?? null)
  return async () => {
    const failures: unknown[] = []
    const all = subscriptions ? [...JOBS, (parts: JobParts) => sendSubscribed(parts, subscriptions)] : JOBS
    // Who is told of something whose text does not open is told all the same.
    const forgiving = forgivingSecrecy(secrecy, (error) => failures.push(error))
    for (const job of all) await job({ store, ids, secrecy: forgiving, now: clock.now() }).catch((error: unknown) => failures.push(error))
    if (failures.length > 0) throw failures[0]
  }
}
