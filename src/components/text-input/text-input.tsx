import { Input, Textarea } from '@tarojs/components'
import { classes, given } from '../classes'
import { useFieldLabel } from '../field/label-context'
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

export function TextInput({
  id,
  className,
  value,
  onChange,
  placeholder,
  maxLength = 140,
  lines = 1,
  label,
  type = 'text',
  disabled,
}: TextInputProps) {
  const fieldLabel = useFieldLabel()
  const name = label ?? fieldLabel ?? placeholder ?? ''
  const shared = {
    ...given({ id, placeholder, disabled }),
    value,
    maxlength: maxLength,
    placeholderClass: 'text-input__placeholder',
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
    'aria-label': name,
    nativeProps: { 'aria-label': name },
  }
  if (lines > 1) {
    return (
      <Textarea {...shared} className={classes('text-input', 'text-input--box', className)} style={{ height: `${lines * 24 + 24}px` }} />
    )
  }
  return <Input {...shared} type={type} className={classes('text-input', className)} />
}
