import type { Instant } from '@core/contract/common'
import type { Ids } from '../services/ids'
import type { Store } from '../store/store'

/** What a job works with. Every job may be run twice at once, by two hosts, and does its work once. */
export interface JobParts {
  store: Store
  ids: Ids
  now: Instant
}
