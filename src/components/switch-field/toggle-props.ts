export interface ToggleProps {
  id?: string
  label: string
  value: boolean
  onChange: (value: boolean) => void
  disabled?: boolean
}
