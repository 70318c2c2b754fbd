export interface EntryProps {
  id?: string
  className: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  maxLength: number
  lines: number
  label: string
  type: 'text' | 'number' | 'digit'
  disabled?: boolean
}
