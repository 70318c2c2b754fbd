import { ScrollView, View } from '@tarojs/components'
import { errorSentence, WORDING } from '@core/contract/wording'
import { dayNumberOf, dayStart, weekdayOf } from '@core/rules/shared/calendar'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Button } from '@/components/button/button'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Icon } from '@/components/icon/icon'
import { Pressable } from '@/components/pressable/pressable'
import { semantics } from '@/components/pressable/semantics'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { EventCell } from './event-cell'
import type { EventList } from './use-event-list'
import './event-list-view.css'

export interface EventListViewProps {
  list: EventList
  /** The name of the home that is chosen; empty for all. */
  homeName: string
  onChooseHome: () => void
}

const ALL = 'all'

/** What is going on: by home, category and day. */
export function EventListView({ list, homeName, onChooseHome }: EventListViewProps) {
  return (
    <View className='event-list'>
      <Pressable id='choose-home' className='event-list__home' onPress={onChooseHome}>
        <Icon name='pin' size={18} tone='red' />
        <View className='event-list__home-name'>{homeName || '全部青年之家'}</View>
        <Icon name='chevron' size={16} tone='ink-3' />
      </Pressable>
      {homeName !== '' && list.filter.homeId !== undefined && <HomeEntry homeId={list.filter.homeId} homeName={homeName} />}
      <DayStrip list={list} />
      <Segments
        id='category'
        label='类别'
        items={[{ key: ALL, label: '全部' }, ...list.categories.map(({ code, name }) => ({ key: code, label: name }))]}
        value={list.filter.category ?? ALL}
        onChange={(key) => list.narrow({ category: key === ALL ? undefined : key })}
      />
      <EventLines list={list} />
    </View>
  )
}

/** The way to the page of the chosen home. */
function HomeEntry({ homeId, homeName }: { homeId: string; homeName: string }) {
  return (
    <CellGroup>
      <Cell
        id='open-home'
        icon='home'
        title={homeName}
        note='开放时间、怎么去、最近的样子'
        onPress={() => open(routes.youthHome(homeId))}
      />
    </CellGroup>
  )
}

function DayStrip({ list }: { list: EventList }) {
  return (
    <ScrollView id='day-strip' scrollX enhanced showScrollbar={false} className='event-list__strip'>
      <View className='event-list__days' {...semantics({ role: 'tablist', label: '日期' })}>
        {list.days.map((day, index) => {
          const at = dayStart(day)
          const chosen = list.filter.day === day
          const name = index === 0 ? '今天' : weekdayOf(at)
          return (
            <Pressable
              key={day}
              id={`day-${day}`}
              role='tab'
              selected={chosen}
              className={chosen ? 'event-list__day event-list__day--on' : 'event-list__day'}
              onPress={() => list.narrow({ day: chosen ? undefined : day })}
            >
              <View className='event-list__day-name'>{name}</View>
              <View className='event-list__day-number'>{dayNumberOf(at)}</View>
            </Pressable>
          )
        })}
      </View>
    </ScrollView>
  )
}

function EventLines({ list }: { list: EventList }) {
  const { pages, filter } = list
  if (pages.state === 'loading') return <Skeleton id='events-loading' rows={6} />
  if (pages.state === 'failed') return <ErrorState error={pages.error} onRetry={() => void pages.reload()} />
  if (pages.items.length === 0) {
    const narrowed = filter.homeId !== undefined || filter.category !== undefined || filter.day !== undefined
    return narrowed ? (
      <Empty id='events-empty' icon='calendar' text='这里暂时没有活动，看看别的日子或别的家' action='看全部活动' onAction={list.clear} />
    ) : (
      <Empty id='events-empty' icon='calendar' text={WORDING.empty_events} />
    )
  }
  return (
    <View className='event-list__lines'>
      <CellGroup>
        {pages.items.map((event) => (
          <EventCell key={event.id} event={event} now={list.now} onPress={() => open(routes.event(event.code))} />
        ))}
      </CellGroup>
      {pages.loadingMore && <Skeleton rows={2} />}
      {pages.moreError && (
        <Button id='events-more' kind='plain' size='s' onPress={() => void pages.more()}>
          {`${errorSentence(pages.moreError.code)}，点这里再试`}
        </Button>
      )}
      {!pages.hasMore && pages.items.length > 5 && <View className='event-list__end'>就这些了，常来看看</View>}
    </View>
  )
}
