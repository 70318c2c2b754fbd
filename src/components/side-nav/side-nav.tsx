import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { classes } from '../classes'
import { Icon } from '../icon/icon'
import type { IconName } from '../icon/names'
import { Mark } from '../mark/mark'
import { Pressable } from '../pressable/pressable'
import './side-nav.css'

export interface SideNavItem<K extends string = string> {
  key: K
  label: string
  icon?: IconName
  /** What waits there. */
  count?: number
}

export interface SideNavProps<K extends string = string> {
  id?: string
  className?: string
  items: readonly SideNavItem<K>[]
  value: K | null
  onChange: (key: K) => void
  /** Something under the list, at the foot of the column. */
  foot?: ReactNode
}

/** The navigation of a desk, at the left of the page. Each item has the id `<id>-<key>`. */
export function SideNav<K extends string>({ id = 'side-nav', className, items, value, onChange, foot }: SideNavProps<K>) {
  return (
    <View id={id} className={classes('side-nav', className)} {...{ role: 'navigation', 'aria-label': '工作台导航' }}>
      <View className='side-nav__brand'>
        <Mark size={36} />
        <View className='side-nav__name'>青年有约</View>
      </View>
      {items.map((item) => (
        <Pressable
          key={item.key}
          id={`${id}-${item.key}`}
          className={classes('side-nav__item', item.key === value && 'side-nav__item--on')}
          role='link'
          onPress={() => onChange(item.key)}
        >
          {item.icon && <Icon name={item.icon} size={20} className='side-nav__icon' />}
          <View className='side-nav__label'>{item.label}</View>
          {item.count !== undefined && item.count > 0 && <View className='side-nav__count'>{item.count}</View>}
        </Pressable>
      ))}
      {foot && <View className='side-nav__foot'>{foot}</View>}
    </View>
  )
}
