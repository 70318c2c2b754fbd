import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { semantics } from '../pressable/semantics'
import './skeleton.css'

export interface SkeletonProps {
  id?: string
  className?: string
  /** How many lines of a list to suggest; 3 by default. */
  rows?: number
}

/** The shape of what is on its way. */
export function Skeleton({ id, className, rows = 3 }: SkeletonProps) {
  return (
    <View {...given({ id })} className={classes('skeleton', className)} {...semantics({ role: 'status', label: '正在加载' })}>
      {Array.from({ length: rows }, (_, index) => (
        <View key={index} className='skeleton__row'>
          <View className='skeleton__tile' />
          <View className='skeleton__words'>
            <View className='skeleton__line' />
            <View className='skeleton__line skeleton__line--short' />
          </View>
        </View>
      ))}
    </View>
  )
}
