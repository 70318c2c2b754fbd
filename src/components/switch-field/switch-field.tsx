import { View } from '@tarojs/components'
import { classes } from '../classes'
import { Toggle } from './toggle'
import './switch-field.css'

export interface SwitchFieldProps {
  id?: string
  className?: string
  label: string
  note?: string
  value: boolean
  onChange: (value: boolean) => void
  disabled?: boolean
}

/** A sentence that is so or not so. The id is that of the switch. */
export function SwitchField({ className, note, ...toggle }: SwitchFieldProps) {
  return (
    <View className={classes('switch-field', className)}>
      <View className='switch-field__words'>
        <View className='switch-field__label'>{toggle.label}</View>
        {note && <View className='switch-field__note'>{note}</View>}
      </View>
      <Toggle {...toggle} />
    </View>
  )
}
