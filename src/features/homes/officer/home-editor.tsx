import { useState, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import type { HomePage } from '@core/contract/homes'
import { errorSentence } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Chips } from '@/components/chips/chips'
import { Dock } from '@/components/dock/dock'
import { Field } from '@/components/field/field'
import { PicturePicker } from '@/components/picture-picker/picture-picker'
import { TextInput } from '@/components/text-input/text-input'
import { useWide } from '@/platform/display'
import { toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { usePictures } from '@/sync/use-pictures'
import { useUploads } from '@/sync/use-uploads'
import {
  ABOUT_MAX,
  ADDRESS_MAX,
  editHomeInput,
  homeFormOf,
  HOURS_MAX,
  SERVICE_MAX,
  serviceChoices,
  serviceError,
  SERVICES_MOST,
} from './home-form'
import './homes-care.css'

export interface HomeEditorProps {
  home: HomePage
  onSaved(): void
  /** What stands under it in the hand, over the button at the foot. */
  children?: ReactNode
}

/** The page of a home, to write on. */
export function HomeEditor({ home, onSaved, children }: HomeEditorProps) {
  const wide = useWide()
  const [form, setForm] = useState(() => homeFormOf(home))
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const uploads = useUploads(home.cover === null ? [] : [home.cover], 1)
  const [picture] = uploads.pictures
  const [kept] = usePictures(picture?.file && picture.preview === null ? [picture.file] : [])

  async function save() {
    if (!uploads.complete) {
      setWrong('封面还没传上，等一下，或者去掉它')
      return
    }
    setWrong(null)
    setBusy(true)
    try {
      await request('homes.edit', editHomeInput(home.id, form, uploads.files[0] ?? null))
      toast('改好了')
      onSaved()
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setWrong(errorSentence(code, params))
    }
    setBusy(false)
  }

  const button = (
    <>
      {wrong && (
        <View id='home-error' className='home-care__wrong'>
          {wrong}
        </View>
      )}
      <Button id='home-save' busy={busy} onPress={() => void save()}>
        保存
      </Button>
    </>
  )
  return (
    <>
      <Card className='home-care__form'>
        <Field label='封面'>
          <PicturePicker
            id='home-cover'
            label='青年之家的照片'
            most={1}
            pictures={picture ? [{ ...picture, src: picture.preview ?? kept?.src ?? null, failed: kept?.failed }] : []}
            onAdd={() => void uploads.add()}
            onRemove={uploads.remove}
            onRetry={(key) => void uploads.retry(key)}
          />
        </Field>
        <Field label='开放时间'>
          <TextInput
            id='home-hours'
            value={form.hours}
            maxLength={HOURS_MAX}
            placeholder='比如：每天 9:00–21:00，周一休息'
            onChange={(hours) => setForm({ ...form, hours })}
          />
        </Field>
        <Field label='地址'>
          <TextInput
            id='home-address'
            value={form.address}
            maxLength={ADDRESS_MAX}
            placeholder='写到门牌和楼层'
            onChange={(address) => setForm({ ...form, address })}
          />
        </Field>
        <Services services={form.services} onChange={(services) => setForm({ ...form, services })} />
        <Field label='介绍'>
          <TextInput
            id='home-about'
            value={form.about}
            lines={4}
            maxLength={ABOUT_MAX}
            placeholder='这里能做什么、谁在管、怎么约场地'
            onChange={(about) => setForm({ ...form, about })}
          />
        </Field>
        {wide && button}
      </Card>
      {children}
      {!wide && <Dock>{button}</Dock>}
    </>
  )
}

function Services({ services, onChange }: { services: readonly string[]; onChange(services: readonly string[]): void }) {
  const [word, setWord] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)

  function add() {
    const problem = serviceError(services, word)
    setWrong(problem)
    if (problem) return
    onChange([...services, word.trim()])
    setWord('')
  }

  return (
    <Field label='服务' error={wrong}>
      <Chips
        id='home-service'
        label='这里有哪些服务'
        items={serviceChoices(services).map((service) => ({ key: service, label: service }))}
        value={services}
        onChange={(next) => {
          setWrong(next.length > SERVICES_MOST ? `最多 ${SERVICES_MOST} 项，去掉一些再加` : null)
          if (next.length <= SERVICES_MOST) onChange(next)
        }}
      />
      <View className='home-care__own'>
        <TextInput
          id='home-service-text'
          className='home-care__own-text'
          value={word}
          maxLength={SERVICE_MAX}
          placeholder='别的服务'
          label='别的服务'
          onChange={setWord}
        />
        <Button id='home-service-add' kind='plain' size='s' icon='plus' onPress={add}>
          加上
        </Button>
      </View>
    </Field>
  )
}
