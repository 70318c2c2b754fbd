import { View } from '@tarojs/components'
import { classes, given as withValues } from '../classes'
import { Icon } from '../icon/icon'
import { Pressable } from '../pressable/pressable'
import { semantics } from '../pressable/semantics'
import './stars.css'

const ALL = [1, 2, 3, 4, 5] as const

export interface StarsProps {
  id?: string
  className?: string
  /** 1–5; 0: none chosen yet. */
  value: number
  /** Without it they only show. */
  onChange?: (value: number) => void
  /** What they are about. */
  label: string
}

/** One to five stars, to look at or to give. Each that can be pressed has the id `<id>-<n>`. */
export function Stars({ id, className, value, onChange, label }: StarsProps) {
  if (!onChange) {
    return (
      <View {...withValues({ id })} className={classes('stars', className)} {...semantics({ role: 'img', label: `${label} ${value} 星` })}>
        {ALL.map((n) => (
          <StarIcon key={n} size={18} given={n <= value} />
        ))}
      </View>
    )
  }
  return (
    <View {...withValues({ id })} className={classes('stars', className)} {...semantics({ role: 'radiogroup', label })}>
      {ALL.map((n) => (
        <Pressable
          key={n}
          id={id && `${id}-${n}`}
          className='stars__press'
          role='radio'
          label={`${n} 星`}
          checked={n === value}
          onPress={() => onChange(n)}
        >
          <StarIcon size={30} given={n <= value} />
        </Pressable>
      ))}
    </View>
  )
}

/** What is given is filled: color is not the only sign. */
function StarIcon({ size, given }: { size: number; given: boolean }) {
  return <Icon name={given ? 'star-filled' : 'star'} size={size} className={given ? 'stars__star--on' : 'stars__star'} />
}
