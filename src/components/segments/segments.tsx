import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { Pressable } from '../pressable/pressable'
import { semantics } from '../pressable/semantics'
import './segments.css'

export interface Segment<K extends string = string> {
  key: K
  label: string
  count?: number
}

export interface SegmentsProps<K extends string = string> {
  id?: string
  className?: string
  items: readonly Segment<K>[]
  value: K
  onChange: (key: K) => void
  /** What is chosen between, for those who hear the page. */
  label?: string
}

/** A few words to choose one of; they scroll sideways where there are more than fit. Each has the id `<id>-<key>`. */
export function Segments<K extends string>({ id, className, items, value, onChange, label }: SegmentsProps<K>) {
  return (
    <View {...given({ id })} className={classes('segments', className)} {...semantics({ role: 'tablist', label })}>
      {items.map((item) => (
        <Pressable
          key={item.key}
          id={id && `${id}-${item.key}`}
          className={classes('segments__item', item.key === value && 'segments__item--on')}
          role='tab'
          selected={item.key === value}
          onPress={() => onChange(item.key)}
        >
          <View className={classes('segments__pill', item.key === value && 'segments__pill--on')}>
            {item.count === undefined ? item.label : `${item.label} ${item.count}`}
          </View>
        </Pressable>
      ))}
    </View>
  )
}
