import { classes } from '../classes'
import { useFieldLabel } from '../field/label-context'
import { Entry } from './entry'
import './text-input.css'

export interface TextInputProps {
  id?: string
  className?: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  /** Characters as people count them are checked by the server; this stops the finger earlier. */
  maxLength?: number
  /** More than one makes it a box of that many lines. */
  lines?: number
  /** Read aloud as its name; by default that of the field around it. */
  label?: string
  type?: 'text' | 'number' | 'digit'
  disabled?: boolean
}

export function TextInput({ className, placeholder, maxLength = 140, lines = 1, label, type = 'text', ...rest }: TextInputProps) {
  const fieldLabel = useFieldLabel()
  return (
    <Entry
      {...rest}
      {...{ placeholder, maxLength, lines, type }}
      className={classes('text-input', lines > 1 && 'text-input--box', className)}
      label={label ?? fieldLabel ?? placeholder ?? ''}
    />
  )
}
