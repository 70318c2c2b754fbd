import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import { WORDING } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Section } from '@/components/section/section'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { open, switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { EventCell } from './event-cell'
import { standingWord } from './stage'
import type { MyEventsModel } from './use-my-events'

const TIMES = [
  { key: 'coming', label: '要去的' },
  { key: 'past', label: '去过的' },
] as const

/** My own events, those to come and those that were. */
export function MyEvents({ events: { when, setWhen, pages }, now }: { events: MyEventsModel; now: Instant }) {
  return (
    <Section id='my-events-section' title='我的活动'>
      <Segments id='my-events' label='时间' items={TIMES} value={when} onChange={setWhen} />
      {pages.state === 'loading' && <Skeleton rows={2} />}
      {pages.state === 'failed' && <ErrorState error={pages.error} onRetry={() => void pages.reload()} />}
      {pages.data && pages.items.length === 0 && (
        <Empty
          id='my-events-empty'
          icon='calendar'
          text={when === 'coming' ? '报了名的活动会在这里等你' : WORDING.empty_me}
          action='去看看活动'
          onAction={() => switchTab(routes.events())}
        />
      )}
      {pages.items.length > 0 && (
        <CellGroup>
          {pages.items.map(({ event, mine }) => (
            <EventCell
              key={event.id}
              event={event}
              now={now}
              word={standingWord(event, mine, now)}
              gains={false}
              onPress={() => open(routes.event(event.code))}
            />
          ))}
        </CellGroup>
      )}
      {pages.hasMore && (
        <View>
          <Button id='my-events-more' kind='quiet' size='s' busy={pages.loadingMore} onPress={() => void pages.more()}>
            再看几场
          </Button>
        </View>
      )}
    </Section>
  )
}
