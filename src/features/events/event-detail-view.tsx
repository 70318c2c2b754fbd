import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { EventDetail } from '@core/contract/events'
import type { SubscriptionUse } from '@core/contract/inbox'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { DateTile } from '@/components/date-tile/date-tile'
import { ErrorState } from '@/components/error-state/error-state'
import { Picture } from '@/components/picture/picture'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { copy, open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { usePictures } from '@/sync/use-pictures'
import { defaultCover } from './default-cover'
import { EventDock } from './event-dock'
import { EventFacts, EventGains, EventShifts } from './event-facts'
import { BehindElsewhere, EventNotices } from './event-notices'
import { EventSheets } from './event-sheets'
import { MyPartCard } from './my-part-card'
import { ObjectionCard } from './objection-card'
import { RatingCard } from './rating-card'
import { RatingSummaryCard } from './rating-summary'
import { shareText } from './share'
import { ShowcaseCard } from './showcase-card'
import { stageOf, standingWord, type Stage } from './stage'
import type { EventModel } from './use-event'
import { useFetchedPicture } from './use-fetched-picture'
import './event-detail-view.css'

export interface EventDetailViewProps {
  model: EventModel
  /** What another feature has to say about me at this event (a forgotten sign-out). */
  extra?: (event: EventDetail) => ReactNode
  /** How what becomes of my place reaches my phone. */
  phoneMessages?: (uses: readonly SubscriptionUse[]) => ReactNode
}

/** All about one event, and the one thing to do now. */
export function EventDetailView({ model, extra, phoneMessages }: EventDetailViewProps) {
  const { query, now } = model
  if (query.state === 'failed') return <ErrorState error={query.error} onRetry={() => void query.reload()} />
  if (!query.data) return <Skeleton rows={5} />
  const event = query.data
  const stage = stageOf(event, now)
  const reload = () => void query.reload()
  return (
    <View className='event-detail'>
      <Cover event={event} />
      <Head event={event} now={now} />
      <EventNotices event={event} stage={stage} now={now} />
      <MyPartCard model={model} event={event} stage={stage} />
      {(stage === 'waiting' || stage === 'applied') && phoneMessages?.(['offer'])}
      {stage === 'enrolled' && phoneMessages?.(['reminder', 'change'])}
      {extra?.(event)}
      {event.mine.mayRate && <RatingCard event={event} first={stage === 'done' || stage === 'here'} onSent={reload} />}
      <ObjectionCard event={event} now={now} onObject={() => model.ask({ about: 'objection' })} />
      {stage !== 'cancelled' && <EventGains event={event} />}
      <EventFacts event={event} now={now} onLots={() => model.ask({ about: 'lots' })} />
      <EventShifts event={event} now={now} />
      {event.summary && (
        <Section title='做什么'>
          <Card>
            <View className='event-detail__summary'>{event.summary}</View>
          </Card>
        </Section>
      )}
      {event.showcase && (
        <Section id='event-showcase' title='那天的样子'>
          <ShowcaseCard showcase={event.showcase} label={`${event.title}现场`} />
        </Section>
      )}
      {event.rating && (
        <Section title='来过的人怎么说'>
          <RatingSummaryCard rating={event.rating} />
        </Section>
      )}
      {stage !== 'cancelled' && stage !== 'unpublished' && (
        <View className='event-detail__share'>
          <Button id='share' kind='quiet' size='s' icon='share' openType='share' onPress={() => shareByText(event)}>
            叫上朋友
          </Button>
        </View>
      )}
      <BehindElsewhere event={event} stage={stage} now={now} />
      <OfficerCells event={event} stage={stage} now={now} />
      <EventDock model={model} event={event} stage={stage} />
      <EventSheets model={model} event={event} />
    </View>
  )
}

/** In WeChat the button itself opens the share card; elsewhere the words go to the clipboard. */
function shareByText(event: EventDetail): void {
  if (process.env.TARO_ENV !== 'weapp') void copy(shareText(event))
}

/** What officers and helpers of this event go on to. */
function OfficerCells({ event, stage, now }: { event: EventDetail; stage: Stage; now: Instant }) {
  const mayEdit = event.mayEdit && stage !== 'cancelled'
  const atDoor = event.mayManage && stage !== 'unpublished'
  if (!mayEdit && !atDoor) return null
  return (
    <CellGroup title='负责人'>
      {atDoor && <Cell id='open-door' icon='people' title='门口名单' note='谁到了、谁没到' onPress={() => open(routes.door(event.id))} />}
      {atDoor && (
        <Cell id='open-screen' icon='screen' title='打开大屏' note='签到码每 10 秒换一次' onPress={() => open(routes.screen(event.id))} />
      )}
      {mayEdit && event.status !== 'closed' && event.status !== 'cancelled' && now < event.endsAt && (
        <Cell
          id='edit-event'
          icon='edit'
          title='改活动'
          note='时间地点变了，报了名的人会收到消息'
          onPress={() => open(routes.editEvent(event.id))}
        />
      )}
      {mayEdit && now >= event.endsAt && (
        <Cell id='close-event' icon='check' title='完结' note='确认到场，记时长和学分' onPress={() => open(routes.closing(event.id))} />
      )}
    </CellGroup>
  )
}

function Cover({ event }: { event: EventDetail }) {
  // What is not published has a cover without an address: those who may see the event ask for it in their own name.
  const hidden = event.status === 'draft' || event.status === 'in_review'
  const [open] = usePictures(event.cover === null || hidden ? [] : [event.cover])
  const fetched = useFetchedPicture(hidden ? event.cover : null)
  const cover = fetched === null ? open : { src: fetched, failed: false }
  if (!cover) return <Picture id='event-cover' drawn src={defaultCover(event.category)} label={`${event.categoryName}活动`} />
  return <Picture id='event-cover' src={cover.src} failed={cover.failed} label={`${event.title}的封面`} />
}

function Head({ event, now }: { event: EventDetail; now: Instant }) {
  const word = standingWord(event, event.mine, now)
  return (
    <View className='event-detail__head'>
      <DateTile at={event.startsAt} />
      <View className='event-detail__words'>
        <View id='event-title' className='event-detail__title'>
          {event.title}
        </View>
        <View className='event-detail__tags'>
          <Tag tone='grey'>{event.categoryName}</Tag>
          <Tag id='event-word' tone={word.tone}>
            {word.text}
          </Tag>
        </View>
      </View>
    </View>
  )
}
