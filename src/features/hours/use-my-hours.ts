import { usePages, type Pages } from '@/sync/use-pages'

/** My hours: the total, the months, what is under way and the lines as far as they have been read. */
export function useMyHours(loggedIn: boolean): Pages<'hours.mine'> {
  return usePages(loggedIn ? 'hours.mine' : null, { limit: 20 })
}
