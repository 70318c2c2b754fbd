import { Image } from '@tarojs/components'
import { classes, given } from '../classes'
import { MARK } from './drawing'
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
    <Image
      {...given({ id })}
      className={classes('mark', className)}
      style={{ width: `${size}px`, height: `${size}px` }}
      src={MARK}
      mode='aspectFit'
      {...{ 'aria-label': '青年有约' }}
    />
  )
}
