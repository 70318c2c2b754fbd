import { View } from '@tarojs/components'
import { classes } from '../classes'
import { Icon } from '../icon/icon'
import { semantics } from '../pressable/semantics'
import { Choice } from '../choice/choice'
import './picker-field.css'

export interface PickerFieldProps {
  id?: string
  className?: string
  label: string
  /** What is chosen, as people say it; empty where nothing is. */
  value: string
  mode: 'selector' | 'date' | 'time'
  /** The choices of a selector. */
  range?: string[]
  /** The index chosen of a selector; `2026-11-21` of a date, `14:00` of a time. */
  selected?: number | string
  /** Gets the index of a selector, the text of a date or time. */
  onChange: (value: string | number) => void
  /** The first and last day or time that can be chosen. */
  start?: string
  end?: string
  placeholder?: string
}

/** A line that opens the phone's own picker. The id is that of what takes the choice. */
export function PickerField({
  id,
  className,
  label,
  value,
  mode,
  range = [],
  selected,
  onChange,
  start,
  end,
  placeholder = '请选择',
}: PickerFieldProps) {
  return (
    <Choice {...{ id, label, mode, range, selected, onChange, start, end }} className={classes('picker-field', className)}>
      <View className='picker-field__line' {...semantics({ role: 'button', label: `${label}，${value || placeholder}` })}>
        <View className='picker-field__label'>{label}</View>
        <View className={classes('picker-field__value', !value && 'picker-field__value--none')}>{value || placeholder}</View>
        <Icon name='chevron' size={16} tone='ink-3' className='picker-field__arrow' />
      </View>
    </Choice>
  )
}
