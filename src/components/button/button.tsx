import type { ReactNode } from 'react'
import { Button as NativeButton, View, type ButtonProps as NativeButtonProps } from '@tarojs/components'
import { classes, given } from '../classes'
import { Icon } from '../icon/icon'
import type { IconName } from '../icon/names'
import { Pressable } from '../pressable/pressable'
import './button.css'

export interface ButtonProps {
  id?: string
  className?: string
  /** One `primary` a screen: the thing to do. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  size?: 'l' | 's'
  /** Its work is under way: it shows that and takes no second press. */
  busy?: boolean
  disabled?: boolean
  icon?: IconName
  /** Read aloud instead of the words. */
  label?: string
  onPress?: () => void
  /** A service of WeChat (sharing, feedback); nothing in the browser. */
  openType?: NativeButtonProps['openType']
  children: ReactNode
}

export function Button({
  id,
  className,
  kind = 'primary',
  size = 'l',
  busy,
  disabled,
  icon,
  label,
  onPress,
  openType,
  children,
}: ButtonProps) {
  const names = classes('button', `button--${kind}`, `button--${size}`, disabled && 'button--off', busy && 'button--busy', className)
  const inside = (
    <>
      {busy && <View className='button__spinner' />}
      {!busy && icon && <Icon name={icon} size={size === 'l' ? 22 : 18} className='button__icon' />}
      <View className='button__text'>{children}</View>
    </>
  )
  if (openType && process.env.TARO_ENV === 'weapp') {
    return (
      <NativeButton
        {...given({ id })}
        className={classes(names, 'button--native')}
        openType={openType}
        disabled={disabled || busy}
        onClick={onPress}
      >
        {inside}
      </NativeButton>
    )
  }
  return (
    <Pressable id={id} className={names} label={label} disabled={disabled || busy} onPress={onPress}>
      {inside}
    </Pressable>
  )
}
