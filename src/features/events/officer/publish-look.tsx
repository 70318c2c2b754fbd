import { View } from '@tarojs/components'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Field } from '@/components/field/field'
import { Picture } from '@/components/picture/picture'
import { TextInput } from '@/components/text-input/text-input'
import { defaultCover } from '../default-cover'
import { Wrong } from './publish-line'
import { useCover } from './use-cover'
import type { EventFormModel } from './use-event-form'
import './publish-parts.css'

/** What people see first: a cover, what is done there, whom to ask. */
export function Look({ model }: { model: EventFormModel }) {
  const { form, errors, change } = model
  return (
    <>
      <CoverCard model={model} />
      <Card className='publish__card'>
        <Field label='简介' error={errors.summary}>
          <TextInput
            id='publish-summary'
            lines={4}
            maxLength={2000}
            value={form.summary}
            placeholder='做什么、带什么、在哪集合'
            onChange={(summary) => change({ ...form, summary })}
          />
        </Field>
        <Field label='联系方式' hint='会公开显示，写座机或微信号更稳妥' error={errors.contact}>
          <TextInput
            id='publish-contact'
            maxLength={60}
            value={form.contact}
            placeholder='找谁、怎么找'
            onChange={(contact) => change({ ...form, contact })}
          />
        </Field>
      </Card>
    </>
  )
}

function CoverCard({ model: { form, errors, change } }: { model: EventFormModel }) {
  const cover = useCover(form.cover, (file) => change({ ...form, cover: file }))
  const own = form.cover !== null
  return (
    <Card className='publish__card'>
      <Picture
        id='publish-cover'
        drawn={!cover.src}
        src={cover.src ?? defaultCover(form.category)}
        label={own ? '封面：你选的照片' : '封面：按类别画的图'}
      />
      <View className='publish__pair'>
        <Button id='choose-cover' kind='plain' size='s' icon='photo' busy={cover.busy} onPress={() => void cover.choose()}>
          {own ? '换一张' : '选张照片'}
        </Button>
        {own && (
          <Button id='drop-cover' kind='quiet' size='s' onPress={() => change({ ...form, cover: null })}>
            用画好的图
          </Button>
        )}
      </View>
      {!own && <View className='publish__lead'>不选就用这张，按类别画的</View>}
      {(cover.error ?? errors.cover) && <Wrong>{cover.error ?? errors.cover}</Wrong>}
    </Card>
  )
}
