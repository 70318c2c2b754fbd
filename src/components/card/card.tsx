import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { Pressable } from '../pressable/pressable'
import './card.css'

export interface CardProps {
  id?: string
  className?: string
  tone?: 'plain' | 'gold' | 'green' | 'blue' | 'red'
  /** Read aloud instead of the content. */
  label?: string
  onPress?: () => void
  children: ReactNode
}

export function Card({ id, className, tone = 'plain', label, onPress, children }: CardProps) {
  const names = classes('card', tone !== 'plain' && `card--${tone}`, className)
  if (!onPress) {
    return (
      <View {...given({ id })} className={names}>
        {children}
      </View>
    )
  }
  return (
    <Pressable id={id} className={names} label={label} onPress={onPress}>
      {children}
    </Pressable>
  )
}
