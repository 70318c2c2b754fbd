import { Switch, View } from '@tarojs/components'
import { classes, given } from '../classes'
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

export function SwitchField({ id, className, label, note, value, onChange, disabled }: SwitchFieldProps) {
  return (
    <View className={classes('switch-field', className)}>
      <View className='switch-field__words'>
        <View className='switch-field__label'>{label}</View>
        {note && <View className='switch-field__note'>{note}</View>}
      </View>
      <Switch
        {...given({ id, disabled })}
        className='switch-field__switch'
        checked={value}
        color='#C4281C'
        onChange={(event) => onChange(event.detail.value)}
        {...{ 'aria-label': label, nativeProps: { 'aria-label': label } }}
      />
    </View>
  )
}
