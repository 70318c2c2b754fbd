import type { ChangeEvent, MouseEvent } from 'react'
import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { semantics } from '../pressable/semantics'
import type { ChoiceProps } from './choice-props'
import './choice.h5.css'

/**
 * The browser's own control, unseen above its children: a phone opens its wheels, a desk its calendar, and a keyboard can
 * do both. Taro's picker for the web knows fingers only and is always white.
 */
export function Choice({ id, className, label, mode, range = [], selected, onChange, start, end, children }: ChoiceProps) {
  const shared = { ...given({ id }), className: 'choice__control', 'aria-label': label }
  return (
    <View className={classes('choice', className)}>
      <View {...semantics({ hidden: true })}>{children}</View>
      {mode === 'selector' ? (
        <select {...shared} value={selected ?? ''} onChange={(event) => onChange(Number(event.target.value))}>
          <option value='' disabled>
            请选择
          </option>
          {range.map((name, index) => (
            <option key={index} value={index}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type={mode}
          value={selected ?? ''}
          {...given({ min: start, max: end })}
          onClick={openPicker}
          onChange={(event: ChangeEvent<HTMLInputElement>) => event.target.value && onChange(event.target.value)}
        />
      )}
    </View>
  )
}

/** On a desk only the small calendar sign would open it, and that cannot be seen. */
function openPicker(event: MouseEvent<HTMLInputElement>): void {
  try {
    event.currentTarget.showPicker?.()
  } catch {
    // The browser opens it by its own rules.
  }
}
