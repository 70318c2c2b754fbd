import { useEffect } from 'react'
import { dotTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery, type Query } from '@/sync/use-query'

/** How many messages of mine are unread: a dot on 我的 as long as there are any. For the pages that are tabs. */
export function useUnread(loggedIn: boolean): Query<{ unreadCount: number }> {
  const unread = useQuery(loggedIn ? 'inbox.unread' : null, {})
  const some = loggedIn && (unread.data?.unreadCount ?? 0) > 0
  useEffect(() => dotTab(routes.me(), some), [some])
  return unread
}
