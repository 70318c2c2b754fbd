import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { SideNav, type SideNavItem } from '@/components/side-nav/side-nav'
import { Button } from '@/components/button/button'
import { open, switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import './desk-frame.css'

/** The places of an officer's desk. */
export type DeskPlace =
  | 'today'
  | 'managed'
  | 'publish'
  | 'review'
  | 'plan'
  | 'hosting'
  | 'casework'
  | 'whistle'
  | 'offers'
  | 'answers'
  | 'homes'
  | 'clocks'
  | 'models'
  | 'field-pack'
  | 'cards'
  | 'settings'

const ADDRESS = {
  today: routes.workbench,
  managed: () => routes.managed(),
  publish: () => routes.publish(),
  review: () => routes.review(),
  plan: routes.plan,
  hosting: routes.hosting,
  casework: () => routes.casework(),
  whistle: routes.whistle,
  offers: routes.offers,
  answers: routes.answers,
  homes: () => routes.homesCare(),
  clocks: routes.clocks,
  models: routes.modelHomes,
  'field-pack': routes.fieldPack,
  cards: () => routes.cards(),
  settings: routes.settings,
} satisfies Record<DeskPlace, () => string>

export interface DeskFrameProps {
  orgId: string | null
  /** Whether the officer is a secretary, who reviews. */
  secretary: boolean
  current: DeskPlace
  children: ReactNode
}

/** The desk of an officer: the way around at the left, the page at the right. */
export function DeskFrame({ orgId, secretary, current, children }: DeskFrameProps) {
  const { data } = useQuery(orgId ? 'reports.workbench' : null, { orgId: orgId ?? '' })
  const items: SideNavItem<DeskPlace>[] = [
    { key: 'today', label: '今天', icon: 'calendar', count: data?.toCloseCount },
    { key: 'managed', label: '活动', icon: 'list' },
    { key: 'publish', label: '发布活动', icon: 'plus' },
    ...(secretary ? [{ key: 'review' as const, label: '审核', icon: 'check' as const, count: data?.reviewCount }] : []),
    { key: 'plan', label: '面对面排班', icon: 'chat' },
    { key: 'hosting', label: '我的值班', icon: 'user' },
    { key: 'casework', label: '诉求', icon: 'text' },
    { key: 'whistle', label: '吹哨', icon: 'bell' },
    { key: 'offers', label: '点单目录', icon: 'briefcase' },
    { key: 'answers', label: '答案库', icon: 'book' },
    { key: 'homes', label: '青年之家', icon: 'door' },
    { key: 'clocks', label: '定期要做的', icon: 'clock', count: data?.clocks.length },
    { key: 'models', label: '示范青年之家', icon: 'medal' },
    { key: 'field-pack', label: '下乡包', icon: 'download' },
    { key: 'cards', label: '纸质卡', icon: 'qr' },
    { key: 'settings', label: '设置', icon: 'edit' },
  ]
  return (
    <View className='desk-frame'>
      <SideNav
        items={items}
        value={current}
        onChange={(place) => {
          if (place !== current) open(ADDRESS[place]())
        }}
        foot={
          <Button id='desk-home' kind='quiet' size='s' icon='home' onPress={() => switchTab(routes.home())}>
            回到首页
          </Button>
        }
      />
      <View className='desk-frame__page'>{children}</View>
    </View>
  )
}
