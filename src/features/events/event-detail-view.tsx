import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { EventDetail } from '@core/contract/events'
import { CATEGORY_NAMES, MODULE_NAMES } from '@core/contract/names'
import { errorSentence, fill, WORDING } from '@core/contract/wording'
import { creditText, hoursText } from '@core/rules/shared/amounts'
import { clockOf, dayName, dayOf, MINUTE_MS, spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { DateTile } from '@/components/date-tile/date-tile'
import { Dock } from '@/components/dock/dock'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { copy, open, switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { shareText } from './share'
import { stageOf, standingWord, type Stage } from './stage'
import type { EventModel } from './use-event'
import './event-detail-view.css'

export interface EventDetailViewProps {
  model: EventModel
  /** What another feature has to say about me at this event (a forgotten sign-out). */
  extra?: (event: EventDetail) => ReactNode
}

/** All about one event, and the one thing to do now. */
export function EventDetailView({ model, extra }: EventDetailViewProps) {
  const { query, now } = model
  if (query.state === 'failed') return <ErrorState error={query.error} onRetry={() => void query.reload()} />
  if (!query.data) return <Skeleton rows={5} />
  const event = query.data
  const stage = stageOf(event, now)
  return (
    <View className='event-detail'>
      <Head event={event} now={now} />
      {event.status === 'cancelled' && (
        <Notice id='event-cancelled' tone='red' icon='alert'>
          {fill('活动取消了：{reason}', { reason: event.cancelReason ?? '' })}
        </Notice>
      )}
      <MyPartCard model={model} event={event} stage={stage} />
      {extra?.(event)}
      {stage !== 'cancelled' && <Gains event={event} />}
      <Facts event={event} now={now} />
      {event.summary && (
        <Section title='做什么'>
          <Card>
            <View className='event-detail__summary'>{event.summary}</View>
          </Card>
        </Section>
      )}
      {stage !== 'cancelled' && (
        <View className='event-detail__share'>
          <Button id='share' kind='quiet' size='s' icon='share' openType='share' onPress={() => shareByText(event, now)}>
            叫上朋友
          </Button>
        </View>
      )}
      {event.mayManage && (
        <CellGroup title='负责人'>
          <Cell id='open-door' icon='people' title='门口名单' note='谁到了、谁没到' onPress={() => open(routes.door(event.id))} />
          <Cell id='open-screen' icon='screen' title='打开大屏' note='签到码每 10 秒换一次' onPress={() => open(routes.screen(event.id))} />
        </CellGroup>
      )}
      <Actions model={model} event={event} stage={stage} />
    </View>
  )
}

/** In WeChat the button itself opens the share card; elsewhere the words go to the clipboard. */
function shareByText(event: EventDetail, now: number): void {
  if (process.env.TARO_ENV !== 'weapp') void copy(shareText(event, now))
}

function Head({ event, now }: { event: EventDetail; now: number }) {
  const word = standingWord(event, event.mine, now)
  return (
    <View className='event-detail__head'>
      <DateTile at={event.startsAt} />
      <View className='event-detail__words'>
        <View id='event-title' className='event-detail__title'>
          {event.title}
        </View>
        <View className='event-detail__tags'>
          <Tag tone='grey'>{CATEGORY_NAMES[event.category]}</Tag>
          <Tag id='event-word' tone={word.tone}>
            {word.text}
          </Tag>
        </View>
      </View>
    </View>
  )
}

function MyPartCard({ model, event, stage }: { model: EventModel; event: EventDetail; stage: Stage }) {
  const sentence = partSentence(event, stage, model.now)
  if (!sentence) return null
  const tone = event.mine.pending || stage === 'forgot' ? 'gold' : stage === 'missed' ? 'plain' : 'green'
  return (
    <Card id='my-part' tone={tone}>
      <View className='event-detail__part'>{sentence}</View>
      {(stage === 'enrolled' || stage === 'sign_in') && (
        <View className='event-detail__leave'>
          <Button id='leave' kind='quiet' size='s' disabled={model.busy} onPress={() => void model.leave()}>
            来不了？取消报名
          </Button>
        </View>
      )}
    </Card>
  )
}

function partSentence(event: EventDetail, stage: Stage, now: number): string {
  const { mine } = event
  if (mine.pending) return WORDING.delayed
  const arrived = mine.signedInAt === null ? '' : `${clockOf(mine.signedInAt)} 签到`
  switch (stage) {
    case 'enrolled':
      return `已报名。${whenOf(event.signInOpensAt, now)} 起扫大屏签到`
    case 'sign_in':
      return `现在可以签到，${clockOf(event.signInClosesAt)} 前都行`
    case 'here':
      return `${arrived}，活动完结后入账`
    case 'sign_out':
      return `${arrived}。走的时候扫一下签退码，时长才算完整`
    case 'done':
      return `${arrived}，${clockOf(mine.signedOutAt!)} 签退${event.status === 'closed' ? '，已入账的在「我的」里看' : '，活动完结后入账'}`
    case 'forgot':
      return mine.proposedLeftAt === null ? `${arrived}，没有签退` : `${arrived}，你说 ${clockOf(mine.proposedLeftAt)} 走的，等负责人确认`
    case 'missed':
      return '报了名没签到。来了却没签上？告诉负责人'
    default:
      return ''
  }
}

function whenOf(at: number, now: number): string {
  return dayOf(at) === dayOf(now) ? clockOf(at) : `${dayName(at, now)} ${clockOf(at)}`
}

function Gains({ event }: { event: EventDetail }) {
  if (!event.givesHours && event.creditHundredths === 0) return null
  const planned = hoursText(Math.round((event.endsAt - event.startsAt) / MINUTE_MS))
  return (
    <Card tone='gold' className='event-detail__gains'>
      {event.givesHours && (
        <View className='event-detail__gain'>
          <View className='event-detail__amount'>{planned}</View>
          <View className='event-detail__unit'>小时志愿时长，按签到到签退的实际时间记</View>
        </View>
      )}
      {event.creditHundredths > 0 && (
        <View className='event-detail__gain'>
          <View className='event-detail__amount'>{creditText(event.creditHundredths)}</View>
          <View className='event-detail__unit'>{`学分${event.creditModule ? `，记在「${MODULE_NAMES[event.creditModule]}」` : ''}`}</View>
        </View>
      )}
    </Card>
  )
}

function Facts({ event, now }: { event: EventDetail; now: number }) {
  const places = event.places === null ? `已报 ${event.enrolledCount} 人，不限名额` : `已报 ${event.enrolledCount} / ${event.places} 人`
  return (
    <CellGroup>
      <Cell icon='clock' title={spanName(event.startsAt, event.endsAt, now)} note={signWindow(event, now)} />
      <Cell icon='pin' title={event.homeName} note={event.address} />
      <Cell icon='people' title={places} note={event.dropIn ? '随到随进，没有迟到' : ''} />
      <Cell icon='home' title={event.orgName} note={event.contact && `联系：${event.contact}`} />
    </CellGroup>
  )
}

function signWindow(event: EventDetail, now: number): string {
  const opens = `${whenOf(event.signInOpensAt, now)} 起可签到`
  return event.signOut ? `${opens}，走时签退` : `${opens}，不用签退`
}

function Actions({ model, event, stage }: { model: EventModel; event: EventDetail; stage: Stage }) {
  const { problem } = model
  const said = problem && (
    <Notice id='event-problem' tone='red' icon='alert'>
      {errorSentence(problem.code, problem.params)}
    </Notice>
  )
  const button = actionOf(model, event, stage)
  if (!button && !said) return null
  return (
    <Dock>
      <View className='event-detail__actions'>
        {said}
        {button}
      </View>
    </Dock>
  )
}

function actionOf({ busy, enroll }: EventModel, event: EventDetail, stage: Stage): ReactNode {
  switch (stage) {
    case 'open':
      return (
        <Button id='enroll' busy={busy} onPress={() => void enroll()}>
          {event.free === null ? '报名' : `报名（余 ${event.free}）`}
        </Button>
      )
    case 'full':
      return (
        <Button id='enroll' kind='plain' onPress={() => switchTab(routes.events())}>
          满员了，看看别的场次
        </Button>
      )
    case 'sign_in':
      return (
        <Button id='sign-in' icon='scan' onPress={() => open(routes.scanExpected(event.id))}>
          扫码签到
        </Button>
      )
    case 'sign_out':
      return (
        <Button id='sign-out' icon='scan' onPress={() => open(routes.scanExpected(event.id))}>
          扫码签退
        </Button>
      )
    default:
      return null
  }
}
