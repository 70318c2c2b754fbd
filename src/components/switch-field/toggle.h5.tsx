import { given } from '../classes'
import type { ToggleProps } from './toggle-props'
import './toggle.h5.css'

/** The browser's own box to tick, in the shape of a switch. */
export function Toggle({ id, label, value, onChange, disabled }: ToggleProps) {
  return (
    <input
      {...given({ id, disabled })}
      type='checkbox'
      role='switch'
      className='toggle'
      checked={value}
      onChange={(event) => onChange(event.target.checked)}
      aria-label={label}
    />
  )
}
