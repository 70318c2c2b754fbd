import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { semantics } from '../pressable/semantics'
import type { IconName } from './names'
import './icon.css'

export interface IconProps {
  id?: string
  className?: string
  name: IconName
  /** Pixels; 24 by default. */
  size?: number
  /** A colour of the tokens; that of the text around by default. */
  tone?: 'ink' | 'ink-2' | 'ink-3' | 'red' | 'on-red' | 'gold' | 'green' | 'blue'
  /** Only where the icon stands alone; beside words it is left to them. */
  label?: string
}

/** One icon. It is a mask over the colour of the text, so that it follows light and dark by itself. */
export function Icon({ id, className, name, size = 24, tone, label }: IconProps) {
  return (
    <View
      {...given({ id })}
      className={classes('icon', `icon--${name}`, tone && `icon--tone-${tone}`, className)}
      style={size === 24 ? undefined : { width: `${size}px`, height: `${size}px` }}
      {...semantics(label ? { role: 'img', label } : { hidden: true })}
    />
  )
}
