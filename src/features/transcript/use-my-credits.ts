import { usePages, type Pages } from '@/sync/use-pages'

/** My credits: the total, the sums by module, what is under way and the lines as far as they have been read. */
export function useMyCredits(loggedIn: boolean): Pages<'transcript.mine'> {
  return usePages(loggedIn ? 'transcript.mine' : null, { limit: 20 })
}
