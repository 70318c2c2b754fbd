import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { semantics } from '../pressable/semantics'
import { LabelProvider } from './label-context'
import './field.css'

export interface FieldProps {
  id?: string
  className?: string
  label: string
  hint?: string
  /** What is wrong, in a sentence; takes the place of the hint. */
  error?: string | null
  children: ReactNode
}

/** A name, something to fill in, and a word about it. */
export function Field({ id, className, label, hint, error, children }: FieldProps) {
  return (
    <View {...given({ id })} className={classes('field', className)}>
      <View className='field__label'>{label}</View>
      <LabelProvider value={label}>{children}</LabelProvider>
      {error ? (
        <View className='field__error' {...semantics({ role: 'alert' })}>
          {error}
        </View>
      ) : (
        hint && <View className='field__hint'>{hint}</View>
      )}
    </View>
  )
}
