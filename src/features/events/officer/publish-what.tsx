import { Card } from '@/components/card/card'
import { Field } from '@/components/field/field'
import { Segments } from '@/components/segments/segments'
import { TextInput } from '@/components/text-input/text-input'
import type { EventFormModel } from './use-event-form'
import './publish-parts.css'

/** What it is: a title and a category of the organization's list. */
export function What({ form, errors, change, categories }: EventFormModel) {
  return (
    <Card className='publish__card'>
      <Field label='标题' error={errors.title}>
        <TextInput
          id='publish-title'
          value={form.title}
          maxLength={120}
          placeholder='比如：周末图书整理'
          onChange={(title) => change({ ...form, title })}
        />
      </Field>
      <Field label='类别' error={errors.category}>
        <Segments
          id='publish-category'
          className='publish__wrap'
          items={categories.map(({ code, name }) => ({ key: code, label: name }))}
          value={form.category}
          onChange={(category) => change({ ...form, category })}
          label='类别'
        />
      </Field>
    </Card>
  )
}
