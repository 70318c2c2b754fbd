import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { Icon } from '../icon/icon'
import { Pressable } from '../pressable/pressable'
import { useFieldLabel } from '../field/label-context'
import { semantics } from '../pressable/semantics'
import './stepper.css'

export interface StepperProps {
  id?: string
  className?: string
  value: number
  onChange: (value: number) => void
  min: number
  max: number
  /** How much one press adds; 1 by default. */
  step?: number
  unit?: string
  /** How the number is written, where not as it stands. */
  text?: string
  label?: string
}

/** A small number, by presses. */
export function Stepper({ id, className, value, onChange, min, max, step = 1, unit = '', text, label }: StepperProps) {
  const fieldLabel = useFieldLabel()
  const name = label ?? fieldLabel ?? ''
  const shown = text ?? String(value)
  return (
    <View {...given({ id })} className={classes('stepper', className)}>
      <Pressable
        id={id && `${id}-less`}
        className={classes('stepper__press', value <= min && 'stepper__press--off')}
        label={`${name}减少`}
        disabled={value <= min}
        onPress={() => onChange(Math.max(min, value - step))}
      >
        <Icon name='minus' size={20} />
      </Pressable>
      <View className='stepper__value' {...semantics({ role: 'status', label: `${name} ${shown}${unit}` })}>
        {shown}
        {unit && <View className='stepper__unit'>{unit}</View>}
      </View>
      <Pressable
        id={id && `${id}-more`}
        className={classes('stepper__press', value >= max && 'stepper__press--off')}
        label={`${name}增加`}
        disabled={value >= max}
        onPress={() => onChange(Math.min(max, value + step))}
      >
        <Icon name='plus' size={20} />
      </Pressable>
    </View>
  )
}
