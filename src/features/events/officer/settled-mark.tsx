import { View } from '@tarojs/components'
import type { PlannedLine } from './closing-lines'
import './settled-mark.css'

/** A line that an earlier closing has written: into the ledger, or as a claim that is under way. */
export function SettledMark({ one }: { one: PlannedLine }) {
  if (!one.line.settled || (one.hours === 'none' && one.credits === 'none')) return null
  const underWay = [one.hours, one.credits].some((posting) => posting === 'held' || posting === 'second_approver')
  return <View className={underWay ? 'settled-mark settled-mark--under-way' : 'settled-mark'}>{underWay ? '在路上' : '已入账'}</View>
}
