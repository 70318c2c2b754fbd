import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import './tag.css'

export interface TagProps {
  id?: string
  className?: string
  tone: 'red' | 'gold' | 'green' | 'blue' | 'grey'
  children: ReactNode
}

export function Tag({ id, className, tone, children }: TagProps) {
  return (
    <View {...given({ id })} className={classes('tag', `tag--${tone}`, className)}>
      {children}
    </View>
  )
}
