import { Input, Textarea } from '@tarojs/components'
import { given } from '../classes'
import type { EntryProps } from './entry-props'

/** WeChat's own field. */
export function Entry({ id, className, value, onChange, placeholder, maxLength, lines, label, type, disabled }: EntryProps) {
  const shared = {
    ...given({ id, placeholder, disabled }),
    className,
    value,
    maxlength: maxLength,
    placeholderClass: 'text-input__placeholder',
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
    'aria-label': label,
  }
  if (lines > 1) return <Textarea {...shared} style={{ height: `${lines * 24 + 24}px` }} />
  return <Input {...shared} type={type} />
}
