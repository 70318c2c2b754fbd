import type { ChangeEvent } from 'react'
import { given } from '../classes'
import type { EntryProps } from './entry-props'

const INPUT_MODES = { text: 'text', number: 'numeric', digit: 'decimal' } as const

/** The browser's own field: labels, keyboards and tests find it where they look for it. */
export function Entry({ id, className, value, onChange, placeholder, maxLength, lines, label, type, disabled }: EntryProps) {
  const shared = {
    ...given({ id, placeholder, disabled }),
    className,
    value,
    maxLength,
    autoComplete: 'off',
    'aria-label': label,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value),
  }
  if (lines > 1) return <textarea {...shared} rows={lines} />
  return <input {...shared} type='text' inputMode={INPUT_MODES[type]} />
}
