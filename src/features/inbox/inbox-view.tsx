import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { InboxMessage } from '@core/contract/inbox'
import { errorSentence } from '@core/contract/wording'
import { clockOf, dayName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { classes } from '@/components/classes'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Icon } from '@/components/icon/icon'
import { Notice } from '@/components/notice/notice'
import { Pressable } from '@/components/pressable/pressable'
import { Skeleton } from '@/components/skeleton/skeleton'
import { switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { messageAction } from './message-action'
import type { InboxModel } from './use-inbox'
import './inbox-view.css'

/** My messages: what happened in a sentence, and the one thing to do about it. */
export function InboxView({ model, now }: { model: InboxModel; now: Instant }) {
  const { pages, isRead, busy, problem, readAll } = model
  if (pages.state === 'loading') return <Skeleton id='inbox-loading' rows={5} />
  if (pages.state === 'failed') return <ErrorState error={pages.error} onRetry={() => void pages.reload()} />
  if (pages.items.length === 0) {
    return (
      <Empty
        id='inbox-empty'
        icon='bell'
        text='候补有位、时间变了、要你回一句的时候，消息会在这里'
        action='去看看活动'
        onAction={() => switchTab(routes.events())}
      />
    )
  }
  const unread = pages.items.filter((message) => !isRead(message)).length
  return (
    <View className='inbox'>
      {problem && (
        <Notice id='inbox-problem' tone='red' icon='alert'>
          {errorSentence(problem.code, problem.params)}
        </Notice>
      )}
      {(unread > 0 || (pages.data?.unreadCount ?? 0) > pages.items.length) && (
        <View className='inbox__all'>
          <Button id='read-all' kind='quiet' size='s' icon='check' busy={busy} onPress={() => void readAll()}>
            全部看过了
          </Button>
        </View>
      )}
      {pages.items.map((message) => (
        <MessageCard key={message.id} message={message} read={isRead(message)} now={now} onOpen={() => model.openMessage(message)} />
      ))}
      {pages.hasMore && (
        <Button id='inbox-more' kind='quiet' size='s' busy={pages.loadingMore} onPress={() => void pages.more()}>
          {pages.moreError ? `${errorSentence(pages.moreError.code)}，点这里再试` : '更早的'}
        </Button>
      )}
    </View>
  )
}

interface MessageCardProps {
  message: InboxMessage
  read: boolean
  now: Instant
  onOpen: () => void
}

function MessageCard({ message, read, now, onOpen }: MessageCardProps) {
  const action = messageAction(message)
  const when = `${dayName(message.at, now)} ${clockOf(message.at)}`
  return (
    <Pressable
      id={`message-${message.id}`}
      className={classes('inbox__message', !read && 'inbox__message--new')}
      label={`${read ? '' : '没看过，'}${message.text}，${when}${action ? `，${action.text}` : ''}`}
      onPress={onOpen}
    >
      <View className='inbox__dot'>{!read && <View id={`unread-${message.id}`} className='inbox__mark' />}</View>
      <View className='inbox__words'>
        <View className='inbox__text'>{message.text}</View>
        <View className='inbox__foot'>
          <View className='inbox__when'>{when}</View>
          {action && (
            <View className='inbox__action'>
              {action.text}
              <Icon name='chevron' size={14} />
            </View>
          )}
        </View>
      </View>
    </Pressable>
  )
}
