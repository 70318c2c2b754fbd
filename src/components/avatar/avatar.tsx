import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { semantics } from '../pressable/semantics'
import './avatar.css'

export interface AvatarProps {
  id?: string
  className?: string
  name: string
  /** Pixels; 44 by default. */
  size?: number
}

/** The family name in a circle. No picture of anybody is kept. */
export function Avatar({ id, className, name, size = 44 }: AvatarProps) {
  const [first = '?'] = Array.from(name.trim())
  return (
    <View
      {...given({ id })}
      className={classes('avatar', className)}
      style={{ width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.42)}px` }}
      {...semantics({ hidden: true })}
    >
      {first.toUpperCase()}
    </View>
  )
}
