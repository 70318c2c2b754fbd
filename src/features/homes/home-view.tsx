import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { EventCard, Showcase } from '@core/contract/events'
import type { HomePage, HomeStanding, Resident } from '@core/contract/homes'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { Picture } from '@/components/picture/picture'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { copy, open, switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { usePictures } from '@/sync/use-pictures'
import type { Query } from '@/sync/use-query'
import { homeShareText } from './share-home'
import './home-view.css'

export interface HomeViewProps {
  home: Query<HomePage>
  /** An event as a line of a list. */
  eventLine: (event: EventCard) => ReactNode
  /** What an event looked like. */
  showcase: (showcase: Showcase) => ReactNode
}

/** The page of a youth home: what comes next, when it is open, who lives in it, what the last event looked like. */
export function HomeView({ home: query, eventLine, showcase }: HomeViewProps) {
  if (query.state === 'failed') return <ErrorState error={query.error} onRetry={() => void query.reload()} />
  if (!query.data) return <Skeleton rows={5} />
  const home = query.data
  return (
    <View className='home-view'>
      <Head home={home} />
      {home.visitedToday && (
        <Notice id='home-visited' tone='green' icon='check'>
          今天来过了，记下了
        </Notice>
      )}
      <Facts home={home} />
      <Next home={home} eventLine={eventLine} />
      {home.residents.length > 0 && (
        <Section id='home-residents' title='住在这里的社会组织'>
          {home.residents.map((resident) => (
            <ResidentCard key={resident.id} resident={resident} eventLine={eventLine} />
          ))}
        </Section>
      )}
      {home.lastShowcase && <Last showcase={home.lastShowcase}>{showcase(home.lastShowcase)}</Last>}
      {home.mayManage && (
        <CellGroup title='负责人'>
          <Cell
            id='care-home'
            icon='edit'
            title='打理这个青年之家'
            note='开放时间、介绍、海报'
            onPress={() => open(routes.homesCare(home.id))}
          />
        </CellGroup>
      )}
      <View className='home-view__share'>
        <Button id='share' kind='quiet' size='s' icon='share' openType='share' onPress={() => shareByText(home)}>
          告诉朋友
        </Button>
      </View>
    </View>
  )
}

/** In WeChat the button itself opens the share card; elsewhere the words go to the clipboard. */
function shareByText(home: HomePage): void {
  if (process.env.TARO_ENV !== 'weapp') void copy(homeShareText(home))
}

function Head({ home }: { home: HomePage }) {
  const [cover] = usePictures(home.cover === null ? [] : [home.cover])
  return (
    <View className='home-view__head'>
      {cover && <Picture id='home-cover' src={cover.src} failed={cover.failed} label={`${home.name}的照片`} />}
      <View id='home-name' className='home-view__name'>
        {home.name}
      </View>
      <View className='home-view__org'>{home.orgName}</View>
      <View className='home-view__tags'>
        {isModel(home.standing) && (
          <Tag id='home-standing' tone='gold'>
            示范青年之家
          </Tag>
        )}
        {home.services.map((service) => (
          <Tag key={service} tone='grey'>
            {service}
          </Tag>
        ))}
      </View>
      {home.about && <View className='home-view__about'>{home.about}</View>}
    </View>
  )
}

/** A plate hangs until it was decided that it comes down. */
function isModel(standing: HomeStanding): boolean {
  return standing === 'model' || standing === 'delisting_proposed'
}

function Facts({ home }: { home: HomePage }) {
  return (
    <CellGroup>
      <Cell id='home-hours' icon='clock' title='开放时间' note={home.hours || '去之前先问一声'} />
      <Cell
        id='home-address'
        icon='pin'
        title={home.address || '地址还没填'}
        {...(home.address ? { note: '点一下复制地址', onPress: () => void copy(home.address), arrow: false } : {})}
      />
      {home.visitCount > 0 && <Cell id='home-visits' icon='door' title={`近 30 天 ${home.visitCount} 人次到访`} />}
      {home.dutyNote && (
        <Cell id='home-duty' icon='chat' title='跟书记面对面' note={home.dutyNote} onPress={() => switchTab(routes.meetings())} />
      )}
    </CellGroup>
  )
}

function Next({ home, eventLine }: { home: HomePage; eventLine: HomeViewProps['eventLine'] }) {
  return (
    <Section id='home-next' title='接下来'>
      {home.next.length === 0 ? (
        <Empty
          id='home-next-empty'
          icon='calendar'
          text='近期没有活动，开放时间随时来坐坐'
          action='看看别处的活动'
          onAction={() => switchTab(routes.events())}
        />
      ) : (
        <CellGroup>{home.next.map(eventLine)}</CellGroup>
      )}
    </Section>
  )
}

function Last({ showcase, children }: { showcase: NonNullable<HomePage['lastShowcase']>; children: ReactNode }) {
  return (
    <Section id='home-showcase' title='刚办完' more='看看这场' onMore={() => open(routes.eventById(showcase.eventId))}>
      <View className='home-view__last'>{showcase.title}</View>
      {children}
    </Section>
  )
}

/** `2025年3月` of `2025-03-01`. */
function monthName(day: string): string {
  const [year, month] = day.split('-').map(Number)
  return `${year}年${month}月`
}

function ResidentCard({ resident, eventLine }: { resident: Resident; eventLine: HomeViewProps['eventLine'] }) {
  return (
    <Card id={`resident-${resident.id}`} className='home-view__resident'>
      <View className='home-view__resident-name'>{resident.name}</View>
      <View className='home-view__since'>{monthName(resident.since)} 入驻</View>
      {resident.about && <View className='home-view__about'>{resident.about}</View>}
      {resident.next.length > 0 && <View className='home-view__resident-next'>{resident.next.map(eventLine)}</View>}
    </Card>
  )
}
