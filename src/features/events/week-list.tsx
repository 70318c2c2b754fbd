import type { Instant } from '@core/contract/common'
import type { EventCard } from '@core/contract/events'
import { WORDING } from '@core/contract/wording'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { open, switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Query } from '@/sync/use-query'
import { EventCell } from './event-cell'

/** 这周去哪儿: the next few events anybody can go to. */
export function WeekList({ query, now }: { query: Query<{ items: EventCard[] }>; now: Instant }) {
  return (
    <Section id='week' title='这周去哪儿' more='全部活动' onMore={() => switchTab(routes.events())}>
      {query.state === 'loading' && <Skeleton rows={3} />}
      {query.state === 'failed' && <ErrorState error={query.error} onRetry={() => void query.reload()} />}
      {query.data && query.data.items.length === 0 && <Empty id='week-empty' icon='calendar' text={WORDING.empty_events} />}
      {query.data && query.data.items.length > 0 && (
        <CellGroup>
          {query.data.items.map((event) => (
            <EventCell key={event.id} event={event} now={now} onPress={() => open(routes.event(event.code))} />
          ))}
        </CellGroup>
      )}
    </Section>
  )
}
