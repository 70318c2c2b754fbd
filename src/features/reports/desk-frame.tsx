import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { SideNav, type SideNavItem } from '@/components/side-nav/side-nav'
import { Button } from '@/components/button/button'
import { open, switchTab } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import './desk-frame.css'

/** The places of an officer's desk. */
export type DeskPlace = 'today' | 'managed' | 'publish'

const ADDRESS = { today: routes.workbench, managed: routes.managed, publish: routes.publish } satisfies Record<DeskPlace, () => string>

export interface DeskFrameProps {
  orgId: string | null
  current: DeskPlace
  children: ReactNode
}

/** The desk of an officer: the way around at the left, the page at the right. */
export function DeskFrame({ orgId, current, children }: DeskFrameProps) {
  const { data } = useQuery(orgId ? 'reports.workbench' : null, { orgId: orgId ?? '' })
  const items: SideNavItem<DeskPlace>[] = [
    { key: 'today', label: '今天', icon: 'calendar', count: data?.toCloseCount },
    { key: 'managed', label: '活动', icon: 'list' },
    { key: 'publish', label: '发布活动', icon: 'plus' },
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
