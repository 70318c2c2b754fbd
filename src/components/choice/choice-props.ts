import type { ReactNode } from 'react'

export interface ChoiceProps {
  id?: string
  className?: string
  /** Read aloud as the name of what is chosen. */
  label: string
  mode: 'selector' | 'date' | 'time'
  /** The choices of a selector. */
  range?: readonly string[]
  selected: number | string | undefined
  onChange: (value: string | number) => void
  start?: string
  end?: string
  /** What is seen; pressing it opens the choice. */
  children: ReactNode
}
