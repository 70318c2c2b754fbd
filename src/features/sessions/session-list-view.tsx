import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { SessionCard } from '@core/contract/sessions'
import { errorSentence, WORDING } from '@core/contract/wording'
import { dayName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Icon } from '@/components/icon/icon'
import { Pressable } from '@/components/pressable/pressable'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { HostLine } from './host-line'
import { byDay, type SessionList } from './use-session-list'
import { clockSpan, sessionWord } from './words'
import './session-list-view.css'

export interface SessionListViewProps {
  list: SessionList
  /** The name of the home that is chosen; empty for all. */
  homeName: string
  onChooseHome: () => void
  /** What another feature has to say where no session is planned. */
  otherwise?: ReactNode
}

/** Who receives where on the days to come, and what is still free. */
export function SessionListView({ list, homeName, onChooseHome, otherwise }: SessionListViewProps) {
  return (
    <View className='session-list'>
      <View className='session-list__title'>有话，当面跟书记说</View>
      <View className='session-list__line'>挑个时间，坐下来聊。没约上，直接来也行</View>
      <Pressable id='choose-home' className='session-list__home' onPress={onChooseHome}>
        <Icon name='pin' size={18} tone='red' />
        <View className='session-list__home-name'>{homeName || '全部青年之家'}</View>
        <Icon name='chevron' size={16} tone='ink-3' />
      </Pressable>
      <SessionLines list={list} />
      {otherwise}
    </View>
  )
}

function SessionLines({ list: { pages, homeId, narrow, now } }: { list: SessionList }) {
  if (pages.state === 'loading') return <Skeleton id='sessions-loading' rows={4} />
  if (pages.state === 'failed') return <ErrorState error={pages.error} onRetry={() => void pages.reload()} />
  if (pages.items.length === 0) {
    return homeId === null ? (
      <Empty id='sessions-empty' icon='chat' text={WORDING.empty_sessions} />
    ) : (
      <Empty id='sessions-empty' icon='chat' text='这里近期没有排上接待，看看别的家' action='看全部' onAction={() => narrow(null)} />
    )
  }
  return (
    <View>
      {byDay(pages.items).map(({ day, sessions }) => (
        <Section key={day} id={`day-${day}`} title={dayName(sessions[0]!.startsAt, now)}>
          <View className='session-list__day'>
            {sessions.map((session) => (
              <SessionLine key={session.id} session={session} now={now} />
            ))}
          </View>
        </Section>
      ))}
      {pages.loadingMore && <Skeleton rows={2} />}
      {pages.moreError && (
        <Button id='sessions-more' kind='plain' size='s' onPress={() => void pages.more()}>
          {`${errorSentence(pages.moreError.code)}，点这里再试`}
        </Button>
      )}
    </View>
  )
}

function SessionLine({ session, now }: { session: SessionCard; now: Instant }) {
  const word = sessionWord(session, now)
  return (
    <Card id={`session-${session.code}`} onPress={() => open(routes.session(session.code))}>
      <HostLine host={session.host} substitute={session.substitute} />
      <View className='session-list__foot'>
        <View className='session-list__when'>
          <View className='session-list__clock'>{clockSpan(session.startsAt, session.endsAt, now)}</View>
          <View className='session-list__where'>{session.homeName}</View>
        </View>
        <Tag tone={word.tone}>{word.text}</Tag>
      </View>
    </Card>
  )
}
