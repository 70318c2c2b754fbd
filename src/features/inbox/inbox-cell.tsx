import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Tag } from '@/components/tag/tag'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'

/** The way to the messages, with how many are unread. */
export function InboxCell({ unreadCount }: { unreadCount: number }) {
  return (
    <CellGroup>
      <Cell
        id='open-inbox'
        icon='bell'
        title='消息'
        label={unreadCount > 0 ? `消息，${unreadCount} 条没看` : '消息'}
        {...(unreadCount > 0 ? { tag: <Tag tone='red'>{unreadCount > 99 ? '99+' : `${unreadCount} 条没看`}</Tag> } : {})}
        onPress={() => open(routes.inbox())}
      />
    </CellGroup>
  )
}
