import { Picker } from '@tarojs/components'
import { given } from '../classes'
import type { ChoiceProps } from './choice-props'

/** WeChat's own picker, opened by its children. */
export function Choice({ id, className, mode, range = [], selected, onChange, start, end, children }: ChoiceProps) {
  if (mode === 'selector') {
    return (
      <Picker
        {...given({ id })}
        className={className}
        mode='selector'
        range={[...range]}
        value={Number(selected ?? 0)}
        onChange={(event) => onChange(Number(event.detail.value))}
      >
        {children}
      </Picker>
    )
  }
  const value = String(selected ?? '')
  const bounds = given({ id, start, end })
  if (mode === 'date') {
    return (
      <Picker {...bounds} className={className} mode='date' value={value} onChange={(event) => onChange(event.detail.value)}>
        {children}
      </Picker>
    )
  }
  return (
    <Picker {...bounds} className={className} mode='time' value={value} onChange={(event) => onChange(event.detail.value)}>
      {children}
    </Picker>
  )
}
