import type { CSSProperties, ReactNode } from 'react'
import { View, type ITouchEvent } from '@tarojs/components'
import { classes, given } from '../classes'
import { semantics, type Semantics } from './semantics'
import './pressable.css'

export interface PressableProps {
  id?: string
  className?: string
  style?: CSSProperties
  role?: Semantics['role']
  /** Read aloud instead of the content. */
  label?: string
  checked?: boolean
  selected?: boolean
  disabled?: boolean
  onPress?: () => void
  children?: ReactNode
}

/** A phone in WeChat has no keyboard to walk with, and every bound event costs messages there. */
const KEYBOARD = process.env.TARO_ENV !== 'weapp'

interface KeyPress {
  key: string
  target: unknown
  currentTarget: unknown
  preventDefault(): void
}

/**
 * Anything that can be pressed: by a finger, a mouse, Enter or Space. The press ends here: a button on a card that can
 * itself be pressed does not open the card.
 */
export function Pressable({
  id,
  className,
  style,
  role = 'button',
  label,
  checked,
  selected,
  disabled,
  onPress,
  children,
}: PressableProps) {
  function press(event: ITouchEvent) {
    event.stopPropagation()
    if (!disabled) onPress?.()
  }
  function pressKey(event: KeyPress) {
    if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return
    event.preventDefault()
    if (!disabled) onPress?.()
  }
  const keyboard = KEYBOARD ? { tabIndex: disabled ? -1 : 0, onKeyDown: pressKey } : {}
  return (
    <View
      {...given({ id })}
      className={classes('pressable', disabled && 'pressable--off', className)}
      style={style}
      hoverClass={disabled ? 'none' : 'pressed'}
      hoverStayTime={80}
      onClick={press}
      {...semantics({ role, label, checked, selected, disabled })}
      {...keyboard}
    >
      {children}
    </View>
  )
}
