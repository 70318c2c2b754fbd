import { Switch } from '@tarojs/components'
import { given } from '../classes'
import type { ToggleProps } from './toggle-props'

/** WeChat's own switch. */
export function Toggle({ id, label, value, onChange, disabled }: ToggleProps) {
  return (
    <Switch
      {...given({ id, disabled })}
      className='switch-field__switch'
      checked={value}
      color='#C4281C'
      onChange={(event) => onChange(event.detail.value)}
      {...{ 'aria-label': label }}
    />
  )
}
