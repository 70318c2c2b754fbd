import { View } from '@tarojs/components'
import type { PlannedLine } from './closing-lines'
import './settled-mark.css'

/** A line that an earlier closing has written: into the ledger, or as a claim that is under way. */
export function SettledMark({ one }: { one: PlannedLine }) {
  if (!one.line.settled || (one.hours === 'none' && one.credits === 'none')) return null
  return <View className='settled-mark'>{one.hours === 'posts' || one.credits === 'posts' ? '已入账' : '在路上'}</View>
}
