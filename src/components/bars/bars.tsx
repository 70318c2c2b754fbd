import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { semantics } from '../pressable/semantics'
import './bars.css'

export interface Bar {
  label: string
  value: number
  /** How the value is written over the bar; as it stands by default. */
  text?: string
}

export interface BarsProps {
  id?: string
  className?: string
  items: readonly Bar[]
  label?: string
}

/** Upright bars side by side, with numbers and names in words; nothing stands over nothing. Heights are true, from zero. */
export function Bars({ id, className, items, label }: BarsProps) {
  const largest = Math.max(0, ...items.map((item) => item.value))
  const spoken = items.map((item) => `${item.label} ${item.text ?? item.value}`).join('，')
  return (
    <View
      {...given({ id })}
      className={classes('bars', className)}
      {...semantics({ role: 'img', label: label ? `${label}：${spoken}` : spoken })}
    >
      {items.map((item) => (
        <View key={item.label} className='bars__item'>
          <View className='bars__value'>{item.value === 0 ? '' : (item.text ?? String(item.value))}</View>
          <View className='bars__shaft'>
            <View className='bars__bar' style={{ height: largest > 0 ? `${(item.value / largest) * 100}%` : '0%' }} />
          </View>
          <View className='bars__label'>{item.label}</View>
        </View>
      ))}
    </View>
  )
}
