import { View } from '@tarojs/components'
import { classes } from '../classes'
import { Icon } from '../icon/icon'
import { Pressable } from '../pressable/pressable'
import './check-line.css'

export interface CheckLineProps {
  id?: string
  className?: string
  label: string
  note?: string
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}

/** A sentence with a box to tick; the whole line can be pressed. */
export function CheckLine({ id, className, label, note, checked, onChange, disabled }: CheckLineProps) {
  return (
    <Pressable
      id={id}
      className={classes('check-line', className)}
      role='checkbox'
      label={note ? `${label}，${note}` : label}
      checked={checked}
      disabled={disabled}
      onPress={() => onChange(!checked)}
    >
      <View className={classes('check-line__box', checked && 'check-line__box--on', disabled && 'check-line__box--off')}>
        {checked && <Icon name='check' size={16} className='check-line__tick' />}
      </View>
      <View className='check-line__words'>
        <View className='check-line__label'>{label}</View>
        {note && <View className='check-line__note'>{note}</View>}
      </View>
    </Pressable>
  )
}
