import { useState } from 'react'
import { View } from '@tarojs/components'
import { Button } from '../button/button'
import { Field } from '../field/field'
import { Sheet } from '../sheet/sheet'
import { TextInput } from '../text-input/text-input'
import './word-sheet.css'

export interface WordSheetProps {
  /** Also that of its field (`<id>-text`) and its button (`<id>-submit`). */
  id: string
  title: string
  /** What happens with it. */
  text: string
  label: string
  placeholder: string
  /** Characters, counted as people count them. */
  min: number
  max: number
  submit: string
  busy: boolean
  /** Why the last try did not work. */
  problem: string | null
  onSubmit: (text: string) => void
  onClose: () => void
}

/** A word to whoever organizes: why one cannot come, what is wrong about one's line. */
export function WordSheet({ id, title, text, label, placeholder, min, max, submit, busy, problem, onSubmit, onClose }: WordSheetProps) {
  const [written, setWritten] = useState('')
  const length = Array.from(written.trim()).length
  return (
    <Sheet id={id} open title={title} onClose={onClose}>
      <View className='word-sheet'>
        <View className='word-sheet__text'>{text}</View>
        <Field label={label} error={problem} hint={min > 0 && length < min ? `至少 ${min} 个字` : ''}>
          <TextInput id={`${id}-text`} value={written} onChange={setWritten} placeholder={placeholder} maxLength={max} lines={4} />
        </Field>
        <Button id={`${id}-submit`} busy={busy} disabled={length < min || length > max} onPress={() => onSubmit(written)}>
          {submit}
        </Button>
      </View>
    </Sheet>
  )
}
