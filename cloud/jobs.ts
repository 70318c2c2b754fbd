import { DAY_MS } from '@core/rules/shared/calendar'
import type { Clock } from './services/clock'
import type { Store } from './store/store'

/**
 * What has to be done without anybody calling, once through. A host runs it every 10 s, the cloud's timer every minute; two
 * at once do no harm.
 */
export function createJobs({ store, clock }: { store: Store; clock: Clock }): () => Promise<void> {
  return async () => {
    // An ended link is refused anyway; a day later nobody asks for it any more.
    await store.events.forgetScreenPasses(clock.now() - DAY_MS)
  }
}
