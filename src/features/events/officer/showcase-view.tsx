import { useState } from 'react'
import { View } from '@tarojs/components'
import type { FileRef } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import type { Afterwards, EventDetail } from '@core/contract/events'
import { errorSentence } from '@core/contract/wording'
import { spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { classes } from '@/components/classes'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { PicturePicker } from '@/components/picture-picker/picture-picker'
import { Skeleton } from '@/components/skeleton/skeleton'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { useWide } from '@/platform/display'
import { confirm } from '@/platform/navigation'
import { query, request } from '@/sync/calls'
import { usePictures } from '@/sync/use-pictures'
import type { Query } from '@/sync/use-query'
import { useUploads, type HeldPicture } from '@/sync/use-uploads'
import { useAskedPictures } from './use-asked-pictures'
import './showcase-view.css'

const MOST = 9
const TEXT_MAX = 1000

export interface ShowcaseViewProps {
  event: Query<EventDetail>
  /** For officers, who also see what a helper has handed in. */
  afterwards: Query<Afterwards>
  onSaved(saved: SavedShowcase): void
}

/** What became of what was saved: it waits for an officer's look, is public, or is gone. */
export type SavedShowcase = 'waiting' | 'published' | 'taken_down'

/** 活动展示: up to nine pictures and a text. An officer's is public at once; a helper's waits for an officer's look. */
export function ShowcaseView({ event, afterwards, onSaved }: ShowcaseViewProps) {
  const { data } = event
  if (!data)
    return event.state === 'failed' ? <ErrorState error={event.error} onRetry={() => void event.reload()} /> : <Skeleton rows={4} />
  if (data.status === 'cancelled' || now() < data.startsAt) {
    return (
      <Empty id='showcase-early' icon='photo' text={data.status === 'cancelled' ? '这场活动取消了，没有展示' : '活动开始后再来写展示'} />
    )
  }
  const known = data.mayEdit ? afterwards.data?.showcase : data.showcase && { ...data.showcase, state: 'published' as const, by: '' }
  if (known === undefined) {
    return afterwards.state === 'failed' ? (
      <ErrorState error={afterwards.error} onRetry={() => void afterwards.reload()} />
    ) : (
      <Skeleton rows={4} />
    )
  }
  // What the phone had kept may be older than what the server answers a moment later: that is what is written on.
  return <Editor key={`${known?.state} ${known?.at}`} event={data} showcase={known} onSaved={onSaved} />
}

interface EditorProps {
  event: EventDetail
  showcase: Afterwards['showcase']
  onSaved(saved: SavedShowcase): void
}

function Editor({ event, showcase, onSaved }: EditorProps) {
  const wide = useWide()
  const [text, setText] = useState(showcase?.text ?? '')
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const uploads = useUploads(showcase?.pictures ?? [], MOST)
  const shown = useShown(uploads.pictures, showcase?.state === 'waiting')
  const waits = showcase?.state === 'waiting'

  async function save() {
    const empty = text.trim() === '' && uploads.pictures.length === 0
    const problem = empty && !showcase ? '写几句，或者放一张照片' : showcaseError(text, uploads.pictures)
    setWrong(problem)
    if (problem) return
    if (empty && !(await confirm({ title: '撤下展示？', text: '照片和文字都会从页面上拿掉。', ok: '撤下', danger: true }))) return
    setBusy(true)
    try {
      const { state } = await request('events.saveShowcase', { eventId: event.id, text: text.trim(), pictures: uploads.files })
      onSaved(empty ? 'taken_down' : state)
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setWrong(errorSentence(code, params))
    }
    setBusy(false)
  }

  const button = (
    <Button id='showcase-save' busy={busy} onPress={() => void save()}>
      {event.mayEdit ? (waits ? '看过了，公开' : '公开') : '交给负责人'}
    </Button>
  )
  return (
    <View className={classes('showcase-view', wide && 'showcase-view--wide')}>
      <View>
        <View className='showcase-view__title'>{event.title}</View>
        <View className='showcase-view__when'>
          {spanName(event.startsAt, event.endsAt, now())} · {event.homeName}
        </View>
      </View>
      {waits && (
        <Notice id='showcase-waits' tone='gold' icon='clock'>
          {showcase.by}交来的，还没公开。看一看，改好再公开
        </Notice>
      )}
      <Field label='照片' hint='最多 9 张。照片里有人的，先问过本人；有孩子的，不放正脸'>
        <PicturePicker
          id='showcase-picture'
          label='活动照片'
          most={MOST}
          pictures={uploads.pictures.map((picture, index) => ({ ...picture, ...shown[index]! }))}
          onAdd={() => void uploads.add()}
          onRemove={uploads.remove}
          onRetry={(key) => void uploads.retry(key)}
        />
      </Field>
      <Field
        label='写几句'
        hint={event.mayEdit ? '公开在活动和青年之家的页面上' : '负责人看过就公开在活动和青年之家的页面上'}
        error={wrong}
      >
        <TextInput
          id='showcase-text'
          value={text}
          lines={6}
          maxLength={TEXT_MAX}
          placeholder='比如：27 个人、两个半小时，把河边的 40 袋垃圾带了回来'
          onChange={setText}
        />
      </Field>
      {wide ? button : <Dock>{button}</Dock>}
    </View>
  )
}

/** What keeps it from being saved, in words; null where nothing does. */
function showcaseError(text: string, pictures: readonly HeldPicture[]): string | null {
  if (pictures.some(({ state }) => state === 'sending')) return '照片还在上传，等一下再提交'
  if (pictures.some(({ state }) => state === 'failed')) return '有照片没传上，点一下重试，或者去掉它'
  return Array.from(text.trim()).length > TEXT_MAX ? `最多 ${TEXT_MAX} 字，删减一些` : null
}

/** What Image shows of each: the phone's own copy, the public address, or, of what is not public yet, what a call answers. */
function useShown(pictures: readonly HeldPicture[], waiting: boolean): { src: string | null; failed: boolean }[] {
  const kept: FileRef[] = pictures.flatMap(({ file, preview }) => (file !== null && preview === null ? [file] : []))
  const open = usePictures(waiting ? [] : kept)
  const closed = useAskedPictures(waiting ? kept : [], (file) => query('files.get', { file }))
  return pictures.map(({ file, preview }) => {
    if (preview !== null) return { src: preview, failed: false }
    return (waiting ? closed : open)[kept.indexOf(file ?? '')] ?? { src: null, failed: false }
  })
}
