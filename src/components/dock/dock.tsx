import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import './dock.css'

export interface DockProps {
  id?: string
  className?: string
  children: ReactNode
}

/** The one thing to do, at thumb height over the foot of the page; the page keeps room for it. */
export function Dock({ id, className, children }: DockProps) {
  return (
    <View {...given({ id })} className={classes('dock', className)}>
      <View className='dock__bar'>
        <View className='dock__content'>{children}</View>
      </View>
    </View>
  )
}
