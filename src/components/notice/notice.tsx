import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { Icon } from '../icon/icon'
import type { IconName } from '../icon/names'
import { Pressable } from '../pressable/pressable'
import { semantics } from '../pressable/semantics'
import './notice.css'

export interface NoticeProps {
  id?: string
  className?: string
  tone: 'red' | 'gold' | 'green' | 'blue' | 'grey'
  icon?: IconName
  action?: string
  onAction?: () => void
  children: ReactNode
}

/** A sentence that should not be missed, with at most one thing to do. */
export function Notice({ id, className, tone, icon, action, onAction, children }: NoticeProps) {
  return (
    <View {...given({ id })} className={classes('notice', `notice--${tone}`, className)} {...semantics({ role: 'status' })}>
      {icon && <Icon name={icon} size={18} className='notice__icon' />}
      <View className='notice__text'>{children}</View>
      {action && onAction && (
        <Pressable id={id && `${id}-action`} className='notice__action' onPress={onAction}>
          {action}
          <Icon name='chevron' size={14} className='notice__arrow' />
        </Pressable>
      )}
    </View>
  )
}
