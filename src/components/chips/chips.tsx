import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { Icon } from '../icon/icon'
import { Pressable } from '../pressable/pressable'
import { semantics } from '../pressable/semantics'
import './chips.css'

export interface ChipsProps<K extends string = string> {
  id?: string
  className?: string
  items: readonly { key: K; label: string }[]
  value: readonly K[]
  onChange: (value: K[]) => void
  /** Only one holds at a time. */
  single?: boolean
  /** What is chosen, for those who hear the page. */
  label: string
}

/** Words of which several may hold, or one. Each has the id `<id>-<key>`. */
export function Chips<K extends string>({ id, className, items, value, onChange, single, label }: ChipsProps<K>) {
  function changed(key: K): K[] {
    if (single) return [key]
    return value.includes(key) ? value.filter((other) => other !== key) : [...value, key]
  }
  return (
    <View {...given({ id })} className={classes('chips', className)} {...semantics({ role: single ? 'radiogroup' : 'group', label })}>
      {items.map(({ key, label: word }) => {
        const on = value.includes(key)
        return (
          <Pressable
            key={key}
            id={id && `${id}-${key}`}
            className='chips__item'
            role={single ? 'radio' : 'checkbox'}
            checked={on}
            onPress={() => onChange(changed(key))}
          >
            <View className={classes('chips__pill', on && 'chips__pill--on')}>
              {on && <Icon name='check' size={14} className='chips__tick' />}
              {word}
            </View>
          </Pressable>
        )
      })}
    </View>
  )
}
