import { startOutbox } from '@/sync/outbox'
import { loadMe } from './me'

/** What runs behind all pages, from the moment the app is opened: stored records go out, and we learn who is logged in. */
export function startPhone(): void {
  startOutbox()
  void loadMe()
}
