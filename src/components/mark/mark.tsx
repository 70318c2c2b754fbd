import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { semantics } from '../pressable/semantics'
import './mark.css'

export interface MarkProps {
  id?: string
  className?: string
  /** Pixels; 40 by default. */
  size?: number
}

/** The mark of 青年有约: a door left ajar. */
export function Mark({ id, className, size = 40 }: MarkProps) {
  return (
    <View
      {...given({ id })}
      className={classes('mark', className)}
      style={{ width: `${size}px`, height: `${size}px` }}
      {...semantics({ role: 'img', label: '青年有约' })}
    />
  )
}
