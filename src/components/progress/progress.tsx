import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { semantics } from '../pressable/semantics'
import './progress.css'

export interface ProgressProps {
  id?: string
  className?: string
  value: number
  max: number
  tone?: 'gold' | 'green' | 'red' | 'blue'
  label?: string
}

/** A bar that fills. The numbers themselves stand in words beside it. */
export function Progress({ id, className, value, max, tone = 'gold', label }: ProgressProps) {
  const part = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  return (
    <View
      {...given({ id })}
      className={classes('progress', className)}
      {...semantics({ role: 'progressbar', label: label ?? `${value} / ${max}` })}
    >
      <View className={classes('progress__bar', `progress__bar--${tone}`)} style={{ width: `${part * 100}%` }} />
    </View>
  )
}
