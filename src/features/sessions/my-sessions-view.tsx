import { View } from '@tarojs/components'
import { errorSentence } from '@core/contract/wording'
import { dateName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { MySessionCell } from './my-session-cell'
import type { MySessionsModel } from './use-my-sessions'
import './my-sessions-view.css'

const TIMES = [
  { key: 'coming', label: '要去的' },
  { key: 'past', label: '去过的' },
] as const

/** My own bookings, and until when I cannot book, where that is so. */
export function MySessionsView({ model: { when, setWhen, pages } }: { model: MySessionsModel }) {
  const pausedUntil = pages.data?.pausedUntil ?? null
  return (
    <View className='my-sessions'>
      {pausedUntil !== null && (
        <Notice
          id='paused'
          tone='gold'
          icon='clock'
          {...(when === 'coming' ? { action: '说明情况', onAction: () => setWhen('past') } : {})}
        >
          {pausedSentence(dateName(pausedUntil), when)}
        </Notice>
      )}
      <Segments id='my-sessions' label='时间' items={TIMES} value={when} onChange={setWhen} />
      {pages.state === 'loading' && <Skeleton rows={3} />}
      {pages.state === 'failed' && <ErrorState error={pages.error} onRetry={() => void pages.reload()} />}
      {pages.data && pages.items.length === 0 && (
        <Empty
          id='my-sessions-empty'
          icon='chat'
          text={when === 'coming' ? '约好的面对面会在这里等你' : '见过书记以后，这里能翻到那天聊了什么'}
          action='去约一场'
          onAction={() => switchTab(routes.meetings())}
        />
      )}
      {pages.items.length > 0 && (
        <CellGroup>
          {pages.items.map((session) => (
            <MySessionCell key={session.sessionId} session={session} />
          ))}
        </CellGroup>
      )}
      {pages.hasMore && (
        <Button id='my-sessions-more' kind='quiet' size='s' busy={pages.loadingMore} onPress={() => void pages.more()}>
          再看几场
        </Button>
      )}
    </View>
  )
}

/** What the pause means, and on the list of those that were, where to explain. */
function pausedSentence(date: string, when: 'coming' | 'past'): string {
  const sentence = errorSentence('booking_paused', { date })
  return when === 'past' ? `${sentence}。点开没来的那一场，可以说明情况` : sentence
}
